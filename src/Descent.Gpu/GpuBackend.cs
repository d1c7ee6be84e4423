using System.Reflection;
using System.Runtime.CompilerServices;
using Descent.Backends;
using Descent.Gpu.Cuda;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Descent.Gpu;

/// <summary>
/// The kernels on a GPU. All of them run in one stream, one after the other, so memory can be lent again as soon as its last reader was
/// launched; nothing waits for the device but reading a value. One thread at a time.
/// </summary>
internal sealed class GpuBackend : IBackend, ICallGraphs, IDisposable
{
    private readonly string name;
    private readonly Launcher launcher;
    private readonly KernelSet<float, Float32> floats;
    private readonly KernelSet<double, Float64> doubles;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<double>>? toFloat64;
    private Action<AcceleratorStream, KernelConfig, ArrayView<double>, ArrayView<float>>? toFloat32;

    /// <summary>A device's kernels. They are compiled when they are first called.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="usesCuBlas">Whether matrix products go to cuBLAS where it is installed.</param>
    /// <param name="memoryLimit">Bytes that tensors may take; all that the device has unless given.</param>
    /// <param name="compiler">What compiles kernels (see <see cref="Launcher.Compiler"/>); ILGPU, for the device, unless given.</param>
    public GpuBackend(Accelerator accelerator, string name, bool usesCuBlas = true, long? memoryLimit = null, Func<Type, MethodInfo, KernelSpecialization, Delegate>? compiler = null)
    {
        this.name = name;
        launcher = new Launcher(accelerator, memoryLimit ?? accelerator.MemorySize) { Compiler = compiler };
        CuBlas = usesCuBlas && launcher.Stream is CudaStream stream ? CuBlas.TryCreate(accelerator, stream) : null;
        floats = new(launcher, name, CuBlas);
        doubles = new(launcher, name, CuBlas);
    }

    /// <summary>The device.</summary>
    public Accelerator Accelerator => launcher.Accelerator;

    /// <summary>NVIDIA's matrix products, where they are installed.</summary>
    public CuBlas? CuBlas { get; }

    /// <summary>How matrix products are computed; null where their sizes decide.</summary>
    public Func<MatMulShape, MatMulPlan>? Plan
    {
        get => launcher.Plan;
        set => launcher.Plan = value;
    }

    /// <summary>Batches that one launch multiplies.</summary>
    public int MostBatches
    {
        get => launcher.MostBatches;
        set => launcher.MostBatches = value;
    }

    /// <summary>The same device with matrix products by our own kernel: for comparison.</summary>
    public GpuBackend WithoutCuBlas() => new(launcher.Accelerator, name, usesCuBlas: false);

    /// <summary>Waits until all that was launched is done.</summary>
    public void Synchronize() => launcher.Stream.Synchronize();

    /// <inheritdoc />
    public Action? Compile(Action calls)
    {
        if (launcher.Stream is not CudaStream stream)
            return null;
        launcher.IsCapturing = true;
        try
        {
            return CudaGraph.TryCapture(launcher.Accelerator, stream, calls);
        }
        finally
        {
            launcher.IsCapturing = false;
        }
    }

    /// <inheritdoc />
    public Storage Allocate(DType dtype, int length) => Of(dtype).Allocate(length);

    /// <inheritdoc />
    public void Recycle(Storage storage) => Of(storage.DType).Recycle(storage);

    /// <inheritdoc />
    public void Upload<T>(ReadOnlySpan<T> source, Tensor target)
        where T : unmanaged
    {
        Of(target.DType).Upload(source, target);
        Keep(target);
    }

    /// <inheritdoc />
    public void Download<T>(Tensor source, Span<T> target)
        where T : unmanaged
    {
        Of(source.DType).Download(source, target);
        Keep(source);
    }

    /// <inheritdoc />
    public void Fill(Tensor target, double value)
    {
        Of(target.DType).Fill(target, value);
        Keep(target);
    }

    /// <inheritdoc />
    public void Copy(in StridedView source, in StridedView target)
    {
        Of(source.Tensor.DType).Copy(source, target);
        Keep(source.Tensor, target.Tensor);
    }

    /// <inheritdoc />
    public void Convert(Tensor source, Tensor target)
    {
        if (source.DType == target.DType)
        {
            Of(source.DType).CopyAll(source, target);
        }
        else if (source.Length > 0 && source.DType == DType.Float32)
        {
            launcher.Load(ref toFloat64, ConversionKernels.ToFloat64);
            toFloat64(launcher.Stream, launcher.ForEach(source.Length), KernelSet<float, Float32>.View(source), KernelSet<double, Float64>.View(target));
        }
        else if (source.Length > 0)
        {
            launcher.Load(ref toFloat32, ConversionKernels.ToFloat32);
            toFloat32(launcher.Stream, launcher.ForEach(source.Length), KernelSet<double, Float64>.View(source), KernelSet<float, Float32>.View(target));
        }

        Keep(source, target);
    }

    /// <inheritdoc />
    public void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b)
    {
        Of(x.DType).Unary(kind, x, y, a, b);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b)
    {
        Of(x.DType).UnaryGradient(kind, x, y, gradY, gradX, a, b);
        Keep(x, y, gradY, gradX);
    }

    /// <inheritdoc />
    public void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z)
    {
        Of(z.DType).Binary(kind, x, y, z);
        Keep(x, y, z);
    }

    /// <inheritdoc />
    public void AddScaled(Tensor source, double scale, Tensor target)
    {
        Of(source.DType).AddScaled(source, scale, target);
        Keep(source, target);
    }

    /// <inheritdoc />
    public void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor)
    {
        Of(x.DType).Sum(x, outer, count, inner, y, divisor);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest)
    {
        Of(x.DType).ArgMax(x, outer, count, inner, y, smallest);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation)
    {
        Of(a.DType).MatMul(a, transposeA, b, transposeB, c, bias, activation);
        Keep(a, b, c, bias);
    }

    /// <inheritdoc />
    public void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm)
    {
        Of(x.DType).Softmax(x, outer, count, inner, y, logarithm);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm)
    {
        Of(y.DType).SoftmaxGradient(y, gradY, outer, count, inner, gradX, logarithm);
        Keep(y, gradY, gradX);
    }

    /// <summary>
    /// As <see cref="IBackend.CrossEntropy"/>, but a label that is no class is not reported at once, as that would wait for the device: its
    /// loss is NaN, and reading a NaN reports it.
    /// </summary>
    public int CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses)
    {
        Of(logits.DType).CrossEntropy(logits, targets, labelSmoothing, losses);
        Keep(logits, targets, losses);
        return -1;
    }

    /// <inheritdoc />
    public void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits)
    {
        Of(logits.DType).CrossEntropyGradient(logits, targets, labelSmoothing, gradLosses, gradLogits);
        Keep(logits, targets, gradLosses, gradLogits);
    }

    /// <inheritdoc />
    public void IndexSelect(Tensor x, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor y)
    {
        Of(x.DType).IndexSelect(x, count, inner, index, y);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX)
    {
        Of(gradY.DType).IndexSelectGradient(gradY, outer, count, inner, index, gradX);
        Keep(gradY, gradX);
    }

    /// <inheritdoc />
    public void Gather(Tensor x, int outer, int count, int inner, Tensor index, int picked, Tensor y)
    {
        Of(x.DType).Gather(x, count, inner, index, picked, y);
        Keep(x, index, y);
    }

    /// <inheritdoc />
    public void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX)
    {
        Of(gradY.DType).GatherGradient(gradY, outer, count, inner, index, picked, gradX);
        Keep(gradY, index, gradX);
    }

    /// <inheritdoc />
    public void DropoutMask(Tensor target, double p, Rng? rng)
    {
        var (seed, stream) = (rng ?? Rng.Default).NextStream();
        Of(target.DType).DropoutMask(target, p, seed, stream);
        Keep(target);
    }

    /// <inheritdoc />
    public void Uniform(Tensor target, Rng? rng)
    {
        var (seed, stream, position) = (rng ?? Rng.Default).Reserve(target.Length);
        Of(target.DType).Uniform(target, seed, stream, position);
        Keep(target);
    }

    /// <inheritdoc />
    public void Normal(Tensor target, Rng? rng)
    {
        var (seed, stream, position) = (rng ?? Rng.Default).Reserve(target.Length);
        Of(target.DType).Normal(target, seed, stream, position);
        Keep(target);
    }

    /// <inheritdoc />
    public void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step) => Of(weights).Sgd(weights, step);

    /// <inheritdoc />
    public void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step) => Of(weights).AdaGrad(weights, step);

    /// <inheritdoc />
    public void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step) => Of(weights).RmsProp(weights, step);

    /// <inheritdoc />
    public void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step) => Of(weights).AdaDelta(weights, step);

    /// <inheritdoc />
    public void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step) => Of(weights).Adam(weights, step);

    /// <inheritdoc />
    public void Dispose()
    {
        CuBlas?.Dispose();
        launcher.Dispose();
    }

    private KernelSet Of(DType dtype) => dtype == DType.Float32 ? floats : doubles;

    private KernelSet Of(ReadOnlySpan<WeightUpdate> weights) => Of(weights[0].Parameter.DType);

    /// <summary>Ends every kernel call: until it is launched, nobody else may be lent its memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(Tensor? first, Tensor? second = null, Tensor? third = null, Tensor? fourth = null)
    {
        // Being an argument is all that it takes.
    }
}
