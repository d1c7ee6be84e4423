using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    /// <summary>As many as a grid may have along its last axis.</summary>
    private const int MostBatches = 65_535;

    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape>? smallMatMul;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape, int, int>? largeMatMul;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>>? addRow;

    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias)
    {
        var (m, n, k) = (c.Shape[-2], c.Shape[-1], a.Shape[transposeA ? -2 : -1]);
        if (c.Length == 0)
            return;
        if (b.Rank == 2 && !transposeA)
        {
            // One matrix on the right: all batches of the left are rows of one product.
            Multiply(View(a), View(b), View(c), bias, new(c.Length / n, n, k, 0, transposeB ? 1 : 0, 0, 0, bias is null ? 0 : 1), 1);
            return;
        }

        var batches = c.Length / (m * n);
        var shape = new MatMulShape(m, n, k, transposeA ? 1 : 0, transposeB ? 1 : 0, a.Length == m * k ? 0 : m * k, b.Length == k * n ? 0 : k * n, bias is null ? 0 : 1);
        if ((shape.BatchA == 0 || a.Length == batches * m * k) && (shape.BatchB == 0 || b.Length == batches * k * n))
        {
            Multiply(View(a), View(b), View(c), bias, shape, batches);
            return;
        }

        // Batches that are repeated along some axes only: one by one.
        for (var batch = 0; batch < batches; batch++)
        {
            Multiply(
                View(a).SubView(BatchOf(a, c, batch) * m * k, m * k), View(b).SubView(BatchOf(b, c, batch) * k * n, k * n), View(c).SubView(batch * m * n, m * n), bias,
                shape with { BatchA = 0, BatchB = 0 }, 1);
        }
    }

    /// <summary>Which matrix of an operand belongs to a batch of the result: axes of size 1 are repeated.</summary>
    private static int BatchOf(Tensor operand, Tensor c, int batch)
    {
        var (place, stride) = (0, 1);
        for (var i = 3; i <= c.Rank; i++)
        {
            var at = batch % c.Shape[-i];
            batch /= c.Shape[-i];
            if (i > operand.Rank)
                continue;
            place += operand.Shape[-i] == 1 ? 0 : at * stride;
            stride *= operand.Shape[-i];
        }

        return place;
    }

    private void Multiply(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, Tensor? bias, MatMulShape shape, int batches)
    {
        var biasView = bias is null ? c : View(bias);
        if (cuBlas is not null && shape.Depth > 0)
        {
            cuBlas.Multiply(a, b, c, shape, batches);
            if (bias is null)
                return;
            addRow ??= Accelerator.LoadKernel<ArrayView<T>, ArrayView<T>>(ElementwiseKernels<T, TReal>.AddRow);
            addRow(launcher.Stream, launcher.ForEach((int)c.Length), biasView, c);
            return;
        }

        if (batches > MostBatches)
        {
            Multiply(a, b, c, bias, shape, MostBatches);
            Multiply(a.SubView(MostBatches * shape.BatchA), b.SubView(MostBatches * shape.BatchB), c.SubView(MostBatches * shape.Rows * shape.Columns), bias, shape, batches - MostBatches);
            return;
        }

        // Large tiles read less and compute more, where there are enough of them to keep the device busy.
        var large = Tiles(MatMulKernels<T>.LargeTile);
        if (launcher.Threads >= MatMulKernels<T>.LargeThreads && (launcher.PrefersLargeTiles ?? (long)large.X * large.Y * batches >= Accelerator.NumMultiprocessors))
        {
            largeMatMul ??= Accelerator.LoadKernel<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape, int, int>(MatMulKernels<T>.Large);
            largeMatMul(
                launcher.Stream, new KernelConfig(large, new Index3D(MatMulKernels<T>.LargeThreads, 1, 1)), a, b, c, biasView, shape,
                IsAligned(a, shape.TransposedA != 0 ? shape.Rows : shape.Depth, shape.BatchA), IsAligned(b, shape.TransposedB != 0 ? shape.Depth : shape.Columns, shape.BatchB));
            return;
        }

        smallMatMul ??= Accelerator.LoadKernel<ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape>(MatMulKernels<T>.Small);
        smallMatMul(launcher.Stream, new KernelConfig(Tiles(MatMulKernels<T>.SmallTile), new Index3D(MatMulKernels<T>.SmallThreads, 1, 1)), a, b, c, biasView, shape);

        // Rows, of which there may be most, along the axis of the grid that is longest.
        Index3D Tiles(int edge) => new((shape.Rows + edge - 1) / edge, (shape.Columns + edge - 1) / edge, batches);
    }

    /// <summary>Whether rows of so many elements, in every batch, begin where four elements can be read at once.</summary>
    private static unsafe int IsAligned(ArrayView<T> view, int row, int batch) =>
        row % 4 == 0 && batch % 4 == 0 && view.LoadEffectiveAddressAsPtr() % (4 * sizeof(T)) == 0 ? 1 : 0;
}
