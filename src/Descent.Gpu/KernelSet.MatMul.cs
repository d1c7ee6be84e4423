using Descent.Backends;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape, int, int, Epilogue<T>, int, int>? smallMatMul;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, MatMulShape, int, int, Epilogue<T>>? largeMatMul;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, ArrayView<T>, ArrayView<T>, Epilogue<T>>? finish;

    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation)
    {
        var epilogue = new Epilogue<T>(bias is null ? 0 : 1, activation is { } f ? (int)f.Kind : Epilogue<T>.NoActivation, T.CreateTruncating(activation?.A ?? 0));
        var (m, n, k) = (c.Shape[-2], c.Shape[-1], a.Shape[transposeA ? -2 : -1]);
        if (c.Length == 0)
            return;
        if (b.Rank == 2 && !transposeA)
        {
            // One matrix on the right: all batches of the left are rows of one product.
            Multiply(View(a), View(b), View(c), bias, new(c.Length / n, n, k, 0, transposeB ? 1 : 0, 0, 0), 1, epilogue);
            return;
        }

        var batches = c.Length / (m * n);
        var shape = new MatMulShape(m, n, k, transposeA ? 1 : 0, transposeB ? 1 : 0, a.Length == m * k ? 0 : m * k, b.Length == k * n ? 0 : k * n);
        if ((shape.BatchA == 0 || a.Length == batches * m * k) && (shape.BatchB == 0 || b.Length == batches * k * n))
        {
            Multiply(View(a), View(b), View(c), bias, shape, batches, epilogue);
            return;
        }

        // Batches that are repeated along some axes only: one by one.
        for (var batch = 0; batch < batches; batch++)
        {
            Multiply(
                View(a).SubView(BatchOf(a, c, batch) * m * k, m * k), View(b).SubView(BatchOf(b, c, batch) * k * n, k * n), View(c).SubView(batch * m * n, m * n), bias,
                shape with { BatchA = 0, BatchB = 0 }, 1, epilogue);
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

    private void Multiply(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, Tensor? bias, MatMulShape shape, int batches, Epilogue<T> epilogue)
    {
        var biasView = bias is null ? c : View(bias);
        if (cuBlas is not null && shape.Depth > 0)
        {
            cuBlas.Multiply(a, b, c, shape, batches);
            if (epilogue.HasBias != 0 || epilogue.Activation != Epilogue<T>.NoActivation)
                Finish(c, 1, c, biasView, epilogue);
            return;
        }

        if (batches > launcher.MostBatches)
        {
            var some = launcher.MostBatches;
            Multiply(a, b, c.SubView(0, some * shape.Rows * shape.Columns), bias, shape, some, epilogue);
            Multiply(
                a.SubView(some * shape.BatchA), b.SubView(some * shape.BatchB), c.SubView(some * shape.Rows * shape.Columns), bias, shape, batches - some, epilogue);
            return;
        }

        var alignedA = IsAligned(a, shape.TransposedA != 0 ? shape.Rows : shape.Depth, shape.BatchA);
        var alignedB = IsAligned(b, shape.TransposedB != 0 ? shape.Depth : shape.Columns, shape.BatchB);
        var plan = launcher.Plan?.Invoke(shape) ?? MatMulPlan.For(shape, batches, Accelerator.NumMultiprocessors, launcher.Threads, Launcher.MostPartialSums);
        if (plan.LargeTiles)
        {
            launcher.Load(ref largeMatMul, MatMulKernels<T, TReal>.Large, MatMulTiles.LargeGroups<T>());
            largeMatMul(launcher.Stream, Tiles(MatMulTiles.Large, MatMulTiles.LargeThreads, batches), a, b, c, biasView, shape, alignedA, alignedB, epilogue);
            return;
        }

        // Where C is small and the depth is not, several groups share each tile: else most of the device would idle while a few groups wait for memory.
        var isWhole = plan.Parts == 1;
        var sums = isWhole ? c : launcher.PartialSums<T>(plan.Parts * (int)c.Length);
        launcher.Load(ref smallMatMul, MatMulKernels<T, TReal>.Small, MatMulTiles.SmallGroups<T>());
        smallMatMul(
            launcher.Stream, Tiles(MatMulTiles.Small, MatMulTiles.SmallThreads, plan.Parts * batches), a, b, sums, biasView, shape, alignedA, alignedB,
            isWhole ? epilogue : new Epilogue<T>(0, Epilogue<T>.NoActivation, T.Zero), batches, plan.PartDepth);
        if (!isWhole)
            Finish(sums, plan.Parts, c, biasView, epilogue);

        // Rows, of which there may be most, along the axis of the grid that is longest.
        KernelConfig Tiles(int edge, int threads, int layers) =>
            new(new Index3D((shape.Rows + edge - 1) / edge, (shape.Columns + edge - 1) / edge, layers), new Index3D(threads, 1, 1));
    }

    private void Finish(ArrayView<T> parts, int count, ArrayView<T> c, ArrayView<T> bias, Epilogue<T> epilogue)
    {
        launcher.Load(ref finish, MatMulKernels<T, TReal>.Finish);
        finish(launcher.Stream, launcher.ForEach((int)c.Length), parts, count, c, bias, epilogue);
    }

    /// <summary>Whether rows of so many elements, in every batch, begin where four elements can be read at once.</summary>
    private static unsafe int IsAligned(ArrayView<T> view, int row, int batch) =>
        row % 4 == 0 && batch % 4 == 0 && view.LoadEffectiveAddressAsPtr() % (4 * sizeof(T)) == 0 ? 1 : 0;
}
