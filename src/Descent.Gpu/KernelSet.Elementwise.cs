using Descent.Backends;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    private Action<AcceleratorStream, KernelConfig, int, ArrayView<T>, ArrayView<T>, T, T>? unary;
    private Action<AcceleratorStream, KernelConfig, int, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, T, T>? unaryGradient;
    private Action<AcceleratorStream, KernelConfig, int, ArrayView<T>, ArrayView<T>, ArrayView<T>>? binary;
    private Action<AcceleratorStream, KernelConfig, int, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Sizes>? broadcast;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, T, ArrayView<T>>? addScaled;
    private Action<AcceleratorStream, KernelConfig, ArrayView<T>, T>? fill;
    private Action<AcceleratorStream, KernelConfig, int, ArrayView<T>, Strides, ArrayView<T>, Strides, Sizes>? copy;

    public override void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b)
    {
        if (x.Length == 0)
            return;
        launcher.Load(ref unary, ElementwiseKernels<T, TReal>.Unary);
        unary(launcher.Stream, launcher.ForEach(x.Length), (int)kind, View(x), View(y), T.CreateTruncating(a), T.CreateTruncating(b));
    }

    public override void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b)
    {
        if (x.Length == 0)
            return;
        launcher.Load(ref unaryGradient, ElementwiseKernels<T, TReal>.UnaryGradient);
        unaryGradient(launcher.Stream, launcher.ForEach(x.Length), (int)kind, View(x), View(y), View(gradY), View(gradX), T.CreateTruncating(a), T.CreateTruncating(b));
    }

    public override void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z)
    {
        if (z.Length == 0)
            return;
        if (x.Shape == y.Shape)
        {
            launcher.Load(ref binary, ElementwiseKernels<T, TReal>.Binary);
            binary(launcher.Stream, launcher.ForEach(z.Length), (int)kind, View(x), View(y), View(z));
            return;
        }

        launcher.Load(ref broadcast, ElementwiseKernels<T, TReal>.Broadcast);
        var walk = new Walk(z.Shape.ToArray(), BroadcastStrides(x.Shape, z.Rank), BroadcastStrides(y.Shape, z.Rank));
        foreach (var part in walk.Parts())
        {
            broadcast(
                launcher.Stream, launcher.ForEach(part.Length), (int)kind, View(x).SubView(part.Offset1), part.Strides1, View(y).SubView(part.Offset2), part.Strides2,
                View(z).SubView(part.Start, part.Length), part.Sizes);
        }
    }

    public override void AddScaled(Tensor source, double scale, Tensor target)
    {
        if (source.Length == 0)
            return;
        launcher.Load(ref addScaled, ElementwiseKernels<T, TReal>.AddScaled);
        addScaled(launcher.Stream, launcher.ForEach(source.Length), View(source), T.CreateTruncating(scale), View(target));
    }

    public override void Fill(Tensor target, double value)
    {
        if (target.Length == 0)
            return;
        launcher.Load(ref fill, ElementwiseKernels<T, TReal>.Fill);
        fill(launcher.Stream, launcher.ForEach(target.Length), View(target), T.CreateTruncating(value));
    }

    public override void CopyAll(Tensor source, Tensor target)
    {
        if (source.Length > 0)
            View(source).CopyTo(launcher.Stream, View(target));
    }

    public override void Copy(in StridedView source, in StridedView target)
    {
        launcher.Load(ref copy, ElementwiseKernels<T, TReal>.Copy);
        if (source.Sizes.Contains(0))
            return;
        foreach (var part in new Walk(source.Sizes, source.Strides, target.Strides).Parts())
        {
            copy(
                launcher.Stream, launcher.ForEach(part.Length), part.Length, View(source.Tensor).SubView(source.Offset + part.Offset1), part.Strides1,
                View(target.Tensor).SubView(target.Offset + part.Offset2), part.Strides2, part.Sizes);
        }
    }

    /// <summary>An operand's strides when it is stretched to more axes: 0 along those that it is repeated along.</summary>
    private static int[] BroadcastStrides(Shape shape, int rank)
    {
        var strides = new int[rank];
        var stride = 1;
        for (var i = 1; i <= shape.Rank; i++)
        {
            strides[rank - i] = shape[-i] == 1 ? 0 : stride;
            stride *= shape[-i];
        }

        return strides;
    }
}
