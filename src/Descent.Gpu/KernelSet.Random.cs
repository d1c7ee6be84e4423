using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ulong, T, ulong, ulong>? dropoutMask;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, T, ulong, ulong, ulong>? uniform;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, ulong, ulong, ulong>? normal;

    public override void DropoutMask(Tensor target, double p, ulong seed, ulong stream)
    {
        if (target.Length == 0)
            return;
        launcher.Load(ref dropoutMask, RandomKernels<T, TReal>.DropoutMask);
        dropoutMask(launcher.Stream, launcher.ForEach((target.Length + 3) / 4), View(target), (ulong)(p * 4294967296.0), T.CreateTruncating(1 / (1 - p)), seed, stream);
    }

    public override void Uniform(Tensor target, ulong seed, ulong stream, ulong position)
    {
        if (target.Length == 0)
            return;
        launcher.Load(ref uniform, RandomKernels<T, TReal>.Uniform);
        var largest = typeof(T) == typeof(float) ? T.CreateTruncating(float.BitDecrement(1)) : T.CreateTruncating(double.BitDecrement(1));
        uniform(launcher.Stream, launcher.ForEach(target.Length), View(target), largest, seed, stream, position);
    }

    public override void Normal(Tensor target, ulong seed, ulong stream, ulong position)
    {
        if (target.Length == 0)
            return;
        launcher.Load(ref normal, RandomKernels<T, TReal>.Normal);
        normal(launcher.Stream, launcher.ForEach(target.Length), View(target), seed, stream, position);
    }
}
