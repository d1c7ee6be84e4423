using Descent.Autodiff.Operations;

namespace Descent.Backends;

/// <summary>
/// Stands before a device's kernels while <see cref="TrainingStep"/> runs a step for the first time, and takes down every call. The calls
/// can then be made again in the same memory, without shapes, checks, tape and allocation. Memory that the step gives back is used
/// again inside the step, and never leaves it.
/// </summary>
/// <param name="kernels">The device's own.</param>
internal sealed class RecordingBackend(IBackend kernels) : IBackend
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly List<Action> draws = [];
    private readonly List<Action> calls = [];
    private readonly Dictionary<(DType DType, int Length), Stack<Storage>> free = [];

    /// <summary>
    /// Whether memory that was given back is used again. Not in the forward pass: random masks are drawn before all else when
    /// the calls are made again, and must not be overwritten until then.
    /// </summary>
    public bool ReusesMemory { get; set; }

    /// <summary>Only what the thread that records does belongs to the step.</summary>
    private bool IsRecording => Environment.CurrentManagedThreadId == thread;

    /// <summary>Draws the random numbers of the next step.</summary>
    public void Draw()
    {
        foreach (var draw in draws)
            draw();
    }

    /// <summary>Makes all calls again.</summary>
    public void Replay()
    {
        foreach (var call in calls)
            call();
    }

    public Storage Allocate(DType dtype, int length) =>
        ReusesMemory && IsRecording && free.TryGetValue((dtype, length), out var stack) && stack.TryPop(out var storage) ? storage : kernels.Allocate(dtype, length);

    public void Recycle(Storage storage)
    {
        if (!IsRecording)
        {
            kernels.Recycle(storage);
            return;
        }

        var key = (storage.DType, storage.Length);
        if (!free.TryGetValue(key, out var stack))
            free[key] = stack = [];
        stack.Push(storage);
    }

    /// <summary>What comes from the host while recording is a constant: it is kept on the device, and copied again.</summary>
    public void Upload<T>(ReadOnlySpan<T> source, Tensor target)
        where T : unmanaged
    {
        kernels.Upload(source, target);
        if (!IsRecording)
            return;

        // In memory of its own: what the step gives back is overwritten by calls that come before this one.
        var constant = new Tensor(kernels.Allocate(target.DType, target.Length), 0, target.Shape, target.Device);
        kernels.Convert(target, constant);
        calls.Add(() => kernels.Convert(constant, target));
    }

    /// <summary>What is read while recording, to check it, is not read again.</summary>
    public void Download<T>(Tensor source, Span<T> target)
        where T : unmanaged
        => kernels.Download(source, target);

    public void Fill(Tensor target, double value) => Run(() => kernels.Fill(target, value));

    public void Copy(in StridedView source, in StridedView target)
    {
        var (from, to) = (source, target);
        Run(() => kernels.Copy(from, to));
    }

    public void Convert(Tensor source, Tensor target) => Run(() => kernels.Convert(source, target));

    public void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b) => Run(() => kernels.Unary(kind, x, y, a, b));

    public void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b) =>
        Run(() => kernels.UnaryGradient(kind, x, y, gradY, gradX, a, b));

    public void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z) => Run(() => kernels.Binary(kind, x, y, z));

    public void AddScaled(Tensor source, double scale, Tensor target) => Run(() => kernels.AddScaled(source, scale, target));

    public void Sum(Tensor x, int outer, int count, int inner, Tensor y) => Run(() => kernels.Sum(x, outer, count, inner, y));

    public void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest) => Run(() => kernels.ArgMax(x, outer, count, inner, y, smallest));

    public void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation) =>
        Run(() => kernels.MatMul(a, transposeA, b, transposeB, c, bias, activation));

    public void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm) => Run(() => kernels.Softmax(x, outer, count, inner, y, logarithm));

    public void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm) =>
        Run(() => kernels.SoftmaxGradient(y, gradY, outer, count, inner, gradX, logarithm));

    public int CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses)
    {
        if (IsRecording)
            calls.Add(() => CrossEntropyOperation.Check(kernels.CrossEntropy(logits, targets, labelSmoothing, losses), logits, targets));
        return kernels.CrossEntropy(logits, targets, labelSmoothing, losses);
    }

    public void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits) =>
        Run(() => kernels.CrossEntropyGradient(logits, targets, labelSmoothing, gradLosses, gradLogits));

    public void IndexSelect(Tensor x, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor y)
    {
        var places = index.ToArray();
        Run(() => kernels.IndexSelect(x, outer, count, inner, places, y));
    }

    public void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX)
    {
        var places = index.ToArray();
        Run(() => kernels.IndexSelectGradient(gradY, outer, count, inner, places, gradX));
    }

    public void Gather(Tensor x, int outer, int count, int inner, Tensor index, int picked, Tensor y) =>
        Run(() => kernels.Gather(x, outer, count, inner, index, picked, y));

    public void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX) =>
        Run(() => kernels.GatherGradient(gradY, outer, count, inner, index, picked, gradX));

    /// <summary>Masks are new in each step, from where the generator then is.</summary>
    public void DropoutMask(Tensor target, double p, Rng? rng) => Draw(() => kernels.DropoutMask(target, p, rng));

    /// <summary>Random numbers are new in each step, too.</summary>
    public void Uniform(Tensor target, Rng? rng) => Draw(() => kernels.Uniform(target, rng));

    public void Normal(Tensor target, Rng? rng) => Draw(() => kernels.Normal(target, rng));

    // Optimizers are not recorded: their numbers change from step to step.
    public void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step) => kernels.Sgd(weights, step);

    public void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step) => kernels.AdaGrad(weights, step);

    public void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step) => kernels.RmsProp(weights, step);

    public void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step) => kernels.AdaDelta(weights, step);

    public void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step) => kernels.Adam(weights, step);

    private void Draw(Action draw)
    {
        draw();
        if (IsRecording)
            draws.Add(draw);
    }

    private void Run(Action call)
    {
        call();
        if (IsRecording)
            calls.Add(call);
    }
}
