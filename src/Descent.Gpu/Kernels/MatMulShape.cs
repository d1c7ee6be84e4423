namespace Descent.Gpu.Kernels;

/// <summary>What a product is of: C (rows, columns) = A (rows, depth) B (depth, columns), each read as it lies in memory.</summary>
/// <param name="Rows">m.</param>
/// <param name="Columns">n.</param>
/// <param name="Depth">k.</param>
/// <param name="TransposedA">Not 0 where A lies as (depth, rows).</param>
/// <param name="TransposedB">Not 0 where B lies as (columns, depth).</param>
/// <param name="BatchA">Elements from one batch's A to the next; 0 where all have the same.</param>
/// <param name="BatchB">Elements from one batch's B to the next.</param>
internal readonly record struct MatMulShape(int Rows, int Columns, int Depth, int TransposedA, int TransposedB, int BatchA, int BatchB);
