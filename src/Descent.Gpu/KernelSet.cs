using Descent.Backends;

namespace Descent.Gpu;

/// <summary>The kernels for one type of elements: <see cref="IBackend"/> after the type is known.</summary>
internal abstract class KernelSet
{
    public abstract Storage Allocate(int length);

    public abstract void Recycle(Storage storage);

    public abstract void Upload<TSource>(ReadOnlySpan<TSource> source, Tensor target)
        where TSource : unmanaged;

    public abstract void Download<TTarget>(Tensor source, Span<TTarget> target)
        where TTarget : unmanaged;

    public abstract void Fill(Tensor target, double value);

    public abstract void Copy(in StridedView source, in StridedView target);

    public abstract void CopyAll(Tensor source, Tensor target);

    public abstract void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b);

    public abstract void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b);

    public abstract void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z);

    public abstract void AddScaled(Tensor source, double scale, Tensor target);

    public abstract void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor);

    public abstract void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest);

    public abstract void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation);

    public abstract void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm);

    public abstract void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm);

    public abstract void CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses);

    public abstract void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits);

    public abstract void IndexSelect(Tensor x, int count, int inner, ReadOnlySpan<int> index, Tensor y);

    public abstract void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX);

    public abstract void Gather(Tensor x, int count, int inner, Tensor index, int picked, Tensor y);

    public abstract void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX);

    public abstract void DropoutMask(Tensor target, double p, ulong seed, ulong stream);

    public abstract void Uniform(Tensor target, ulong seed, ulong stream, ulong position);

    public abstract void Normal(Tensor target, ulong seed, ulong stream, ulong position);

    public abstract void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step);

    public abstract void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step);

    public abstract void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step);

    public abstract void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step);

    public abstract void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step);
}
