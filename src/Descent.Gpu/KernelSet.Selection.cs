using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<int>, ArrayView<T>>? indexSelect;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, int, ArrayView<int>, ArrayView<T>>? indexSelectGradient;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, ArrayView<T>, int, ArrayView<T>>? gather;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, int, int, int, ArrayView<T>, int, ArrayView<T>>? gatherGradient;

    public override void IndexSelect(Tensor x, int count, int inner, ReadOnlySpan<int> index, Tensor y)
    {
        if (y.Length == 0)
            return;
        launcher.Load(ref indexSelect, SelectionKernels<T, TReal>.IndexSelect);
        indexSelect(launcher.Stream, launcher.ForEach(y.Length), View(x), count, inner, launcher.Upload(index), View(y));
    }

    public override void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX)
    {
        Fill(gradX, 0);
        if (gradY.Length == 0)
            return;
        launcher.Load(ref indexSelectGradient, SelectionKernels<T, TReal>.IndexSelectGradient);
        indexSelectGradient(launcher.Stream, launcher.ForEach(outer * inner), View(gradY), outer, count, inner, launcher.Upload(index), View(gradX));
    }

    public override void Gather(Tensor x, int count, int inner, Tensor index, int picked, Tensor y)
    {
        if (y.Length == 0)
            return;
        launcher.Load(ref gather, SelectionKernels<T, TReal>.Gather);
        gather(launcher.Stream, launcher.ForEach(y.Length), View(x), count, inner, View(index), picked, View(y));
    }

    public override void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX)
    {
        Fill(gradX, 0);
        if (gradY.Length == 0)
            return;
        launcher.Load(ref gatherGradient, SelectionKernels<T, TReal>.GatherGradient);
        gatherGradient(launcher.Stream, launcher.ForEach(outer * inner), View(gradY), outer, count, inner, View(index), picked, View(gradX));
    }
}
