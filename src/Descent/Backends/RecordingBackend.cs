using Descent.Autodiff.Operations;

namespace Descent.Backends;

/// <summary>
/// Stands before a device's kernels while <see cref="TrainingStep"/> runs a step for the first time, and takes down every call. The calls
/// can then be made again in the same memory, without shapes, checks, tape and allocation. Memory that the step gives back is used
/// again inside the step, and never leaves it.
/// <para>
/// Calls whose results are the same in each step, such as the gradient of a mean (1 / n for each element), are not made again, as long as
/// nobody else writes where they wrote: where a kernel is a launch on a GPU, each that can be left out counts.
/// </para>
/// </summary>
/// <param name="kernels">The device's own.</param>
internal sealed class RecordingBackend(IBackend kernels) : IBackend
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly List<Action> draws = [];
    private readonly List<Call> calls = [];
    private readonly Dictionary<(DType DType, int Length), Stack<Storage>> free = [];

    /// <summary>Memory that was allocated in this step and not written to yet.</summary>
    private readonly HashSet<Storage> untouched = [];

    /// <summary>Memory whose content is the same in each step, and the call that wrote it.</summary>
    private readonly Dictionary<Storage, Call> constants = [];

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

    /// <summary>How many calls are made again.</summary>
    public int CallCount => calls.Count(call => !call.IsConstant);

    /// <summary>Makes all calls again.</summary>
    public void Replay()
    {
        foreach (var call in calls)
        {
            if (!call.IsConstant)
                call.Make();
        }
    }

    /// <summary>Says that others will write to what a tensor holds, between this step and the next: it is written anew in each.</summary>
    public void Share(Tensor tensor)
    {
        if (IsRecording)
            Touch(tensor.Storage);
    }

    public Storage Allocate(DType dtype, int length)
    {
        if (!IsRecording)
            return kernels.Allocate(dtype, length);
        if (ReusesMemory && free.TryGetValue((dtype, length), out var stack) && stack.TryPop(out var storage))
            return storage;
        storage = kernels.Allocate(dtype, length);
        untouched.Add(storage);
        return storage;
    }

    public void Recycle(Storage storage)
    {
        if (!IsRecording)
        {
            kernels.Recycle(storage);
            return;
        }

        // What is the same in each step stays so as long as nobody else writes there.
        if (constants.ContainsKey(storage))
            return;
        var key = (storage.DType, storage.Length);
        if (!free.TryGetValue(key, out var stack))
            free[key] = stack = [];
        stack.Push(storage);
    }

    /// <summary>What comes from the host while recording is a constant: it is kept on the device, and copied again where it was overwritten.</summary>
    public void Upload<T>(ReadOnlySpan<T> source, Tensor target)
        where T : unmanaged
    {
        kernels.Upload(source, target);
        if (!IsRecording)
            return;

        // In memory of its own: what the step gives back is overwritten by calls that come before this one.
        var constant = new Tensor(kernels.Allocate(target.DType, target.Length), 0, target.Shape, target.Device);
        kernels.Convert(target, constant);
        Record(() => kernels.Convert(constant, target), target, isConstant: IsWhole(target));
    }

    /// <summary>What is read while recording, to check it, is not read again.</summary>
    public void Download<T>(Tensor source, Span<T> target)
        where T : unmanaged
        => kernels.Download(source, target);

    public void Fill(Tensor target, double value) => Run(() => kernels.Fill(target, value), target, isConstant: IsWhole(target));

    public void Copy(in StridedView source, in StridedView target)
    {
        var (from, to) = (source, target);
        Run(() => kernels.Copy(from, to), to.Tensor, isConstant: IsWhole(to) && IsConstant(from.Tensor));
    }

    public void Convert(Tensor source, Tensor target) => Run(() => kernels.Convert(source, target), target, isConstant: IsWhole(target) && IsConstant(source));

    public void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b) =>
        Run(() => kernels.Unary(kind, x, y, a, b), y, isConstant: IsWhole(y) && IsConstant(x));

    public void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b) =>
        Run(() => kernels.UnaryGradient(kind, x, y, gradY, gradX, a, b), gradX);

    public void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z) =>
        Run(() => kernels.Binary(kind, x, y, z), z, isConstant: IsWhole(z) && IsConstant(x) && IsConstant(y));

    public void AddScaled(Tensor source, double scale, Tensor target) => Run(() => kernels.AddScaled(source, scale, target), target);

    public void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor) => Run(() => kernels.Sum(x, outer, count, inner, y, divisor), y);

    public void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest) => Run(() => kernels.ArgMax(x, outer, count, inner, y, smallest), y);

    public void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation) =>
        Run(() => kernels.MatMul(a, transposeA, b, transposeB, c, bias, activation), c);

    public void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm) => Run(() => kernels.Softmax(x, outer, count, inner, y, logarithm), y);

    public void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm) =>
        Run(() => kernels.SoftmaxGradient(y, gradY, outer, count, inner, gradX, logarithm), gradX);

    public int CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses)
    {
        if (IsRecording)
            Record(() => CrossEntropyOperation.Check(kernels.CrossEntropy(logits, targets, labelSmoothing, losses), logits, targets), losses);
        return kernels.CrossEntropy(logits, targets, labelSmoothing, losses);
    }

    public void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits) =>
        Run(() => kernels.CrossEntropyGradient(logits, targets, labelSmoothing, gradLosses, gradLogits), gradLogits);

    public void IndexSelect(Tensor x, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor y)
    {
        var places = index.ToArray();
        Run(() => kernels.IndexSelect(x, outer, count, inner, places, y), y);
    }

    public void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX)
    {
        var places = index.ToArray();
        Run(() => kernels.IndexSelectGradient(gradY, outer, count, inner, places, gradX), gradX);
    }

    public void Gather(Tensor x, int outer, int count, int inner, Tensor index, int picked, Tensor y) =>
        Run(() => kernels.Gather(x, outer, count, inner, index, picked, y), y);

    public void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX) =>
        Run(() => kernels.GatherGradient(gradY, outer, count, inner, index, picked, gradX), gradX);

    /// <summary>Masks are new in each step, from where the generator then is.</summary>
    public void DropoutMask(Tensor target, double p, Rng? rng) => Draw(() => kernels.DropoutMask(target, p, rng), target);

    /// <summary>Random numbers are new in each step, too.</summary>
    public void Uniform(Tensor target, Rng? rng) => Draw(() => kernels.Uniform(target, rng), target);

    public void Normal(Tensor target, Rng? rng) => Draw(() => kernels.Normal(target, rng), target);

    // Optimizers are not recorded: their numbers change from step to step.
    public void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step) => kernels.Sgd(weights, step);

    public void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step) => kernels.AdaGrad(weights, step);

    public void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step) => kernels.RmsProp(weights, step);

    public void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step) => kernels.AdaDelta(weights, step);

    public void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step) => kernels.Adam(weights, step);

    private void Draw(Action draw, Tensor target)
    {
        draw();
        if (!IsRecording)
            return;
        Touch(target.Storage);
        draws.Add(draw);
    }

    private void Run(Action call, Tensor target, bool isConstant = false)
    {
        call();
        if (IsRecording)
            Record(call, target, isConstant);
    }

    /// <summary>Takes down a call.</summary>
    /// <param name="make">Makes it again.</param>
    /// <param name="target">What it writes to.</param>
    /// <param name="isConstant">Whether it writes the same in each step, and everywhere in the target's memory.</param>
    private void Record(Action make, Tensor target, bool isConstant = false)
    {
        var storage = target.Storage;
        var call = new Call(make) { IsConstant = isConstant && untouched.Contains(storage) };
        Touch(storage);
        if (call.IsConstant)
            constants[storage] = call;
        calls.Add(call);
    }

    /// <summary>Memory is written to: if it was the same in each step until now, whoever wrote that must do so again in each.</summary>
    private void Touch(Storage storage)
    {
        untouched.Remove(storage);
        if (constants.Remove(storage, out var writer))
            writer.IsConstant = false;
    }

    private bool IsConstant(Tensor tensor) => IsRecording && constants.ContainsKey(tensor.Storage);

    private static bool IsWhole(Tensor tensor) => tensor.Length == tensor.Storage.Length;

    private static bool IsWhole(in StridedView view)
    {
        var elements = 1;
        for (var axis = 0; axis < view.Sizes.Length; axis++)
            elements *= view.Strides[axis] == 0 && view.Sizes[axis] > 1 ? 0 : view.Sizes[axis];
        return elements == view.Tensor.Storage.Length;
    }

    private sealed class Call(Action make)
    {
        public Action Make { get; } = make;

        /// <summary>Whether what it wrote at first is still there in each step.</summary>
        public bool IsConstant { get; set; }
    }
}
