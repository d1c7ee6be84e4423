using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>
/// Matrix products by tiles. A group copies a strip of A and of B into shared memory, where each element is read many times; each thread
/// keeps its part of C in registers. While a strip is multiplied, the next one is already on its way from global memory into registers.
/// Strips lie in shared memory depth by depth, so that a thread reads four neighbouring numbers at once, whichever way the
/// operands lie in global memory: transposed operands cost nothing.
/// </summary>
internal static class MatMulKernels<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Threads of a group for small tiles.</summary>
    public const int SmallThreads = 64;

    /// <summary>Edge of a small tile of C: many groups even where C is small, as with the batches of the lectures.</summary>
    public const int SmallTile = 32;

    /// <summary>Threads of a group for large tiles.</summary>
    public const int LargeThreads = 256;

    /// <summary>Edge of a large tile of C: 64 sums a thread, so that 64 multiply-adds go with 16 numbers read.</summary>
    public const int LargeTile = 128;

    private const int SmallDepth = 16;
    private const int LargeDepth = 8;

    /// <summary>C in tiles of 32 x 32: 8 x 8 threads with 4 x 4 sums each. Grid: tiles of rows, tiles of columns, batches.</summary>
    public static void Small(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, ArrayView<T> bias, MatMulShape shape)
    {
        var sharedA = SharedMemory.Allocate<T>(SmallDepth * SmallTile);
        var sharedB = SharedMemory.Allocate<T>(SmallDepth * SmallTile);
        var (quadsA, quadsB) = (sharedA.Cast<Vector4<T>>(), sharedB.Cast<Vector4<T>>());
        var (firstRow, firstColumn) = (Grid.IdxX * SmallTile, Grid.IdxY * SmallTile);
        var (startA, startB) = (Grid.IdxZ * shape.BatchA, Grid.IdxZ * shape.BatchB);
        var (row, column) = (Group.IdxX / 8, Group.IdxX % 8);
        var tile = default(Tile4x4<T>);
        for (var first = 0; first < shape.Depth; first += SmallDepth)
        {
            // Neighbouring threads read neighbours in memory: along the depth, or along the edge of the tile.
            for (var at = Group.IdxX; at < SmallDepth * SmallTile; at += SmallThreads)
            {
                var (d, r) = shape.TransposedA != 0 ? (at / SmallTile, at % SmallTile) : (at % SmallDepth, at / SmallDepth);
                sharedA[(d * SmallTile) + r] = ElementOfA(a, startA, firstRow + r, first + d, shape);
                var (e, s) = shape.TransposedB == 0 ? (at / SmallTile, at % SmallTile) : (at % SmallDepth, at / SmallDepth);
                sharedB[(e * SmallTile) + s] = ElementOfB(b, startB, first + e, firstColumn + s, shape);
            }

            Group.Barrier();
            for (var d = 0; d < SmallDepth; d++)
                tile = tile.PlusOuter(quadsA[(d * (SmallTile / 4)) + row], quadsB[(d * (SmallTile / 4)) + column]);
            Group.Barrier();
        }

        Store(c, bias, tile, firstRow + (4 * row), firstColumn + (4 * column), shape);
    }

    /// <summary>
    /// C in tiles of 128 x 128: 16 x 16 threads with 8 x 8 sums each, as four tiles of 4 x 4 that lie 64 apart, so that threads of a
    /// warp read neighbouring quads. <paramref name="alignedA"/> and B: not 0 where rows in memory begin at multiples of four elements.
    /// </summary>
    public static void Large(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, ArrayView<T> bias, MatMulShape shape, int alignedA, int alignedB)
    {
        var sharedA = SharedMemory.Allocate<T>(LargeDepth * LargeTile);
        var sharedB = SharedMemory.Allocate<T>(LargeDepth * LargeTile);
        var (quadsA, quadsB) = (sharedA.Cast<Vector4<T>>(), sharedB.Cast<Vector4<T>>());
        var (firstRow, firstColumn) = (Grid.IdxX * LargeTile, Grid.IdxY * LargeTile);
        var (startA, startB) = (Grid.IdxZ * shape.BatchA, Grid.IdxZ * shape.BatchB);
        var (row, column) = (Group.IdxX / 16, Group.IdxX % 16);

        // Each thread brings one quad of A and one of B: along the tile's edge (32 quads a depth), or along the depth (2 quads a row).
        var (edgeDepth, edgeAt) = (Group.IdxX / 32, (Group.IdxX % 32) * 4);
        var (rowAt, rowDepth) = (Group.IdxX / 2, (Group.IdxX % 2) * 4);
        var tile00 = default(Tile4x4<T>);
        var tile01 = default(Tile4x4<T>);
        var tile10 = default(Tile4x4<T>);
        var tile11 = default(Tile4x4<T>);
        var nextA = shape.TransposedA != 0
            ? QuadAlongRows(a, startA, firstRow + edgeAt, edgeDepth, shape, alignedA)
            : QuadAlongDepthOfA(a, startA, firstRow + rowAt, rowDepth, shape, alignedA);
        var nextB = shape.TransposedB == 0
            ? QuadAlongColumns(b, startB, edgeDepth, firstColumn + edgeAt, shape, alignedB)
            : QuadAlongDepthOfB(b, startB, rowDepth, firstColumn + rowAt, shape, alignedB);
        for (var first = 0; first < shape.Depth; first += LargeDepth)
        {
            if (shape.TransposedA != 0)
                PutAlongEdge(quadsA, edgeDepth, edgeAt, nextA);
            else
                PutAlongDepth(sharedA, rowDepth, rowAt, nextA);
            if (shape.TransposedB == 0)
                PutAlongEdge(quadsB, edgeDepth, edgeAt, nextB);
            else
                PutAlongDepth(sharedB, rowDepth, rowAt, nextB);
            Group.Barrier();

            var next = first + LargeDepth;
            if (next < shape.Depth)
            {
                nextA = shape.TransposedA != 0
                    ? QuadAlongRows(a, startA, firstRow + edgeAt, next + edgeDepth, shape, alignedA)
                    : QuadAlongDepthOfA(a, startA, firstRow + rowAt, next + rowDepth, shape, alignedA);
                nextB = shape.TransposedB == 0
                    ? QuadAlongColumns(b, startB, next + edgeDepth, firstColumn + edgeAt, shape, alignedB)
                    : QuadAlongDepthOfB(b, startB, next + rowDepth, firstColumn + rowAt, shape, alignedB);
            }

            for (var d = 0; d < LargeDepth; d++)
            {
                var a0 = quadsA[(d * 32) + row];
                var a1 = quadsA[(d * 32) + 16 + row];
                var b0 = quadsB[(d * 32) + column];
                var b1 = quadsB[(d * 32) + 16 + column];
                tile00 = tile00.PlusOuter(a0, b0);
                tile01 = tile01.PlusOuter(a0, b1);
                tile10 = tile10.PlusOuter(a1, b0);
                tile11 = tile11.PlusOuter(a1, b1);
            }

            Group.Barrier();
        }

        var (top, left) = (firstRow + (4 * row), firstColumn + (4 * column));
        Store(c, bias, tile00, top, left, shape);
        Store(c, bias, tile01, top, left + 64, shape);
        Store(c, bias, tile10, top + 64, left, shape);
        Store(c, bias, tile11, top + 64, left + 64, shape);
    }

    private static T ElementOfA(ArrayView<T> a, int start, int row, int depth, MatMulShape shape) =>
        row >= shape.Rows || depth >= shape.Depth ? T.Zero
        : a[start + (shape.TransposedA != 0 ? (depth * shape.Rows) + row : (row * shape.Depth) + depth)];

    private static T ElementOfB(ArrayView<T> b, int start, int depth, int column, MatMulShape shape) =>
        column >= shape.Columns || depth >= shape.Depth ? T.Zero
        : b[start + (shape.TransposedB != 0 ? (column * shape.Depth) + depth : (depth * shape.Columns) + column)];

    private static Vector4<T> QuadAlongRows(ArrayView<T> a, int start, int row, int depth, MatMulShape shape, int aligned) =>
        aligned != 0 && row + 3 < shape.Rows && depth < shape.Depth
            ? a.Cast<Vector4<T>>()[(start + (depth * shape.Rows) + row) / 4]
            : new(ElementOfA(a, start, row, depth, shape), ElementOfA(a, start, row + 1, depth, shape), ElementOfA(a, start, row + 2, depth, shape), ElementOfA(a, start, row + 3, depth, shape));

    private static Vector4<T> QuadAlongDepthOfA(ArrayView<T> a, int start, int row, int depth, MatMulShape shape, int aligned) =>
        aligned != 0 && depth + 3 < shape.Depth && row < shape.Rows
            ? a.Cast<Vector4<T>>()[(start + (row * shape.Depth) + depth) / 4]
            : new(ElementOfA(a, start, row, depth, shape), ElementOfA(a, start, row, depth + 1, shape), ElementOfA(a, start, row, depth + 2, shape), ElementOfA(a, start, row, depth + 3, shape));

    private static Vector4<T> QuadAlongColumns(ArrayView<T> b, int start, int depth, int column, MatMulShape shape, int aligned) =>
        aligned != 0 && column + 3 < shape.Columns && depth < shape.Depth
            ? b.Cast<Vector4<T>>()[(start + (depth * shape.Columns) + column) / 4]
            : new(ElementOfB(b, start, depth, column, shape), ElementOfB(b, start, depth, column + 1, shape), ElementOfB(b, start, depth, column + 2, shape), ElementOfB(b, start, depth, column + 3, shape));

    private static Vector4<T> QuadAlongDepthOfB(ArrayView<T> b, int start, int depth, int column, MatMulShape shape, int aligned) =>
        aligned != 0 && depth + 3 < shape.Depth && column < shape.Columns
            ? b.Cast<Vector4<T>>()[(start + (column * shape.Depth) + depth) / 4]
            : new(ElementOfB(b, start, depth, column, shape), ElementOfB(b, start, depth + 1, column, shape), ElementOfB(b, start, depth + 2, column, shape), ElementOfB(b, start, depth + 3, column, shape));

    private static void PutAlongEdge(ArrayView<Vector4<T>> shared, int depth, int at, Vector4<T> quad) => shared[(depth * (LargeTile / 4)) + (at / 4)] = quad;

    private static void PutAlongDepth(ArrayView<T> shared, int depth, int at, Vector4<T> quad)
    {
        shared[(depth * LargeTile) + at] = quad.X;
        shared[((depth + 1) * LargeTile) + at] = quad.Y;
        shared[((depth + 2) * LargeTile) + at] = quad.Z;
        shared[((depth + 3) * LargeTile) + at] = quad.W;
    }

    private static void Store(ArrayView<T> c, ArrayView<T> bias, Tile4x4<T> tile, int row, int column, MatMulShape shape)
    {
        StoreRow(c, bias, tile.Row0, row, column, shape);
        StoreRow(c, bias, tile.Row1, row + 1, column, shape);
        StoreRow(c, bias, tile.Row2, row + 2, column, shape);
        StoreRow(c, bias, tile.Row3, row + 3, column, shape);
    }

    private static void StoreRow(ArrayView<T> c, ArrayView<T> bias, Vector4<T> values, int row, int column, MatMulShape shape)
    {
        if (row >= shape.Rows)
            return;
        var start = ((Grid.IdxZ * shape.Rows) + row) * shape.Columns;
        StoreElement(c, bias, values.X, start, column, shape);
        StoreElement(c, bias, values.Y, start, column + 1, shape);
        StoreElement(c, bias, values.Z, start, column + 2, shape);
        StoreElement(c, bias, values.W, start, column + 3, shape);
    }

    private static void StoreElement(ArrayView<T> c, ArrayView<T> bias, T value, int start, int column, MatMulShape shape)
    {
        if (column < shape.Columns)
            c[start + column] = shape.HasBias != 0 ? value + bias[column] : value;
    }
}
