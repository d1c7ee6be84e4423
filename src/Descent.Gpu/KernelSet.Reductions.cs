using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    /// <summary>Elements of a row that one group sums; longer rows are cut, so that a single long row is summed by many groups.</summary>
    private const int RowPart = 1 << 13;

    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<T>, T>? sumRows;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<T>, T>? sumColumns;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<T>, int>? argMax;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<T>, int>? softmax;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, int, int, ArrayView<T>, int>? softmaxGradient;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, ArrayView<T>, int, T, ArrayView<T>, ArrayView<int>, ArrayView<double>>? crossEntropy;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, ArrayView<T>, int, T, ArrayView<T>, ArrayView<T>>? crossEntropyGradient;

    public override void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor)
    {
        if (outer == 0 || inner == 0)
            return;
        if (count == 0)
        {
            Fill(y, 0);
            return;
        }

        if (inner > 1)
        {
            launcher.Load(ref sumColumns, ReductionKernels<T, TReal>.SumColumns);
            var strips = (inner + ReductionKernels<T, TReal>.Columns - 1) / ReductionKernels<T, TReal>.Columns;
            sumColumns(launcher.Stream, launcher.Groups(outer * strips, ReductionKernels<T, TReal>.MostThreads), View(x), count, inner, View(y), T.CreateTruncating(divisor));
            return;
        }

        launcher.Load(ref sumRows, ReductionKernels<T, TReal>.SumRows);
        var parts = Math.Min((count + RowPart - 1) / RowPart, Math.Max(1, Launcher.MostPartialSums / outer));
        if (parts == 1)
        {
            sumRows(launcher.Stream, launcher.Groups(outer, ReductionKernels<T, TReal>.MostThreads), View(x), count, 1, View(y), T.CreateTruncating(divisor));
            return;
        }

        var partial = launcher.PartialSums<T>(outer * parts);
        sumRows(launcher.Stream, launcher.Groups(outer * parts, ReductionKernels<T, TReal>.MostThreads), View(x), count, parts, partial, T.One);
        sumRows(launcher.Stream, launcher.Groups(outer, ReductionKernels<T, TReal>.MostThreads), partial, parts, 1, View(y), T.CreateTruncating(divisor));
    }

    public override void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest)
    {
        if (outer == 0 || inner == 0)
            return;
        launcher.Load(ref argMax, ReductionKernels<T, TReal>.ArgMax);
        argMax(launcher.Stream, launcher.Groups(outer * inner, count > 64 ? ReductionKernels<T, TReal>.MostThreads : SoftmaxKernels<T, TReal>.Threads), View(x), count, inner, View(y), smallest ? 1 : 0);
    }

    public override void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm)
    {
        if (x.Length == 0)
            return;
        launcher.Load(ref softmax, SoftmaxKernels<T, TReal>.Softmax);
        softmax(launcher.Stream, launcher.Groups(outer * inner, SoftmaxKernels<T, TReal>.Threads), View(x), count, inner, View(y), logarithm ? 1 : 0);
    }

    public override void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm)
    {
        if (y.Length == 0)
            return;
        launcher.Load(ref softmaxGradient, SoftmaxKernels<T, TReal>.SoftmaxGradient);
        softmaxGradient(launcher.Stream, launcher.Groups(outer * inner, SoftmaxKernels<T, TReal>.Threads), View(y), View(gradY), count, inner, View(gradX), logarithm ? 1 : 0);
    }

    public override void CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses)
    {
        launcher.Load(ref crossEntropy, SoftmaxKernels<T, TReal>.CrossEntropy);
        crossEntropy(
            launcher.Stream, launcher.Groups(logits.Shape[0], SoftmaxKernels<T, TReal>.Threads), View(logits), logits.Shape[1], View(targets), targets.Rank == 1 ? 1 : 0,
            T.CreateTruncating(labelSmoothing), View(losses), launcher.FaultRow, launcher.Fault);
    }

    public override void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits)
    {
        launcher.Load(ref crossEntropyGradient, SoftmaxKernels<T, TReal>.CrossEntropyGradient);
        crossEntropyGradient(
            launcher.Stream, launcher.Groups(logits.Shape[0], SoftmaxKernels<T, TReal>.Threads), View(logits), logits.Shape[1], View(targets), targets.Rank == 1 ? 1 : 0,
            T.CreateTruncating(labelSmoothing), View(gradLosses), View(gradLogits));
    }
}
