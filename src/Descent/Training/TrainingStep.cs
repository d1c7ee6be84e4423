using Descent.Backends;

namespace Descent;

/// <summary>
/// A training step of fixed shapes that is recorded once and then repeated: forward pass, loss, backward pass, update. The results are
/// those of the steps it stands for, to the bit, but a repeated step builds no graph, checks no shapes and allocates nothing; on a CUDA
/// device all its kernels are one launch. Worth it where steps are short, as launching then costs more than computing.
/// <code>
/// var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, inputs: [128, 784], targets: [128]);
/// foreach (var (x, y) in new DataLoader(train, batchSize: 128, shuffle: true, dropLast: true))
///     step.Run(x, y);
/// Console.WriteLine(step.Loss.Item());
/// </code>
/// </summary>
/// <remarks>
/// The model must do the same in each step: no decisions by values, no values read but to check them. Tensors made from numbers of the host are
/// constants of the step; random ones (<see cref="Tensor.Randn"/>) that are made on the model's device are drawn anew in each step, as dropout's
/// masks are: what is to be drawn once only is made before the first <see cref="Run(Tensor, Tensor)"/>. Checks of values are made when the step is recorded, and not again. Learning rate schedules work, and running statistics are kept.
/// </remarks>
public sealed class TrainingStep
{
    private readonly Module model;
    private readonly Func<Tensor, Tensor, Tensor> loss;
    private readonly Optimizer optimizer;
    private readonly Device device;
    private readonly List<(Module Module, bool IsTraining)> modes;
    private readonly Tensor input;
    private readonly Tensor target;
    private readonly List<(Tensor Tensor, Storage Storage)> state;
    private RecordingBackend? recording;
    private List<Tensor> reached = [];
    private List<Tensor> unreached = [];
    private Action? calls;
    private Tensor? lossValue;

    private TrainingStep(Module model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer, Shape inputs, Shape targets)
    {
        (this.model, this.loss, this.optimizer) = (model, loss, optimizer);
        state = [.. model.State().Select(pair => (pair.Tensor, pair.Tensor.Storage))];
        device = optimizer.Parameters[0].Device;
        modes = [.. All(model).Select(module => (module, module.IsTraining))];
        if (state.FirstOrDefault(entry => entry.Tensor.Device != device) is { Tensor: { } other })
            throw new ArgumentException($"TrainingStep: the model is on {device} and {other.Device}; a step is recorded on one device", nameof(model));
        var dtype = optimizer.Parameters[0].DType;
        (input, target) = (Tensor.Empty(inputs, dtype, device), Tensor.Empty(targets, dtype, device));
    }

    /// <summary>The loss of the last step, before its update: a single number that the next step overwrites.</summary>
    /// <exception cref="InvalidOperationException">No step was run yet.</exception>
    public Tensor Loss => lossValue ?? throw new InvalidOperationException("TrainingStep: there is no loss before the first step; call Run");

    /// <summary>How many kernels are called again in each step, once it was recorded, beside random draws and the optimizer's.</summary>
    internal int RepeatedCalls => recording?.CallCount ?? 0;

    /// <summary>Prepares a step. Nothing is computed yet: the first <see cref="Run(Tensor, Tensor)"/> is an ordinary step that is recorded.</summary>
    /// <param name="model">What is trained, in the mode (training or evaluation) that steps will run in.</param>
    /// <param name="loss">A single number from outputs and targets.</param>
    /// <param name="optimizer">Changes the model's weights.</param>
    /// <param name="inputs">The inputs' shape, batch first.</param>
    /// <param name="targets">The targets' shape, batch first.</param>
    /// <exception cref="ArgumentException">
    /// The optimizer holds none of the model's weights; it is L-BFGS, whose steps take as many evaluations as they need; the model is spread over devices.
    /// </exception>
    public static TrainingStep Capture(Module model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer, Shape inputs, Shape targets)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer is LBFGS)
            throw new ArgumentException("TrainingStep: a step of L-BFGS evaluates the loss as often as its line search needs, so it cannot be recorded", nameof(optimizer));
        optimizer.CheckTrains(model, "TrainingStep");
        return new TrainingStep(model, loss, optimizer, inputs, targets);
    }

    /// <summary>Makes one step. The loss is in <see cref="Loss"/>; reading it waits for the device.</summary>
    /// <param name="x">Inputs of the shape that the step was captured for, on any device.</param>
    /// <param name="y">Targets of the shape that the step was captured for, on any device.</param>
    /// <exception cref="ArgumentException">The shapes are others.</exception>
    /// <exception cref="InvalidOperationException">The model was moved to another device or switched between training and evaluation since.</exception>
    public void Run(Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Shape != input.Shape || y.Shape != target.Shape)
        {
            throw new ArgumentException(
                $"TrainingStep: captured for inputs {input.Shape} and targets {target.Shape}, but given {x.Shape} and {y.Shape}; leave out the last batch (dropLast: true), or capture a step for it");
        }

        CheckModel();
        Tensor.CopyElements(x, input);
        Tensor.CopyElements(y, target);
        Run();
    }

    /// <summary>Makes one step with some rows of a data set, which are gathered where the step needs them: no batch is made in between.</summary>
    /// <param name="data">Where rows come from, on the model's device.</param>
    /// <param name="rows">As many row numbers as the batch has rows.</param>
    /// <exception cref="ArgumentException">Their number or the rows' shape is not the captured one; a row number is not in the data set; the data is on another device.</exception>
    /// <exception cref="InvalidOperationException">The model was moved to another device or switched between training and evaluation since.</exception>
    public void Run(DataSet data, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckModel();
        Gather(data.Inputs, rows, input, "inputs");
        Gather(data.Targets, rows, target, "targets");
        Run();
    }

    private void Run()
    {
        if (recording is null)
        {
            Record();
        }
        else
        {
            recording.Draw();
            calls ??= (device.Backend as ICallGraphs)?.Compile(recording.Replay) ?? recording.Replay;
            calls();
            foreach (var (tensor, _) in state)
                tensor.Storage.Version++;
            foreach (var tensor in reached)
                tensor.GradWasWritten();
            foreach (var tensor in unreached)
                tensor.ZeroGrad();
        }

        optimizer.Step();
    }

    private void Record()
    {
        if (device.Recorder is not null)
            throw new InvalidOperationException($"TrainingStep: another step is being recorded on {device}; record one after the other");
        optimizer.ZeroGrad();
        var recorder = new RecordingBackend(device.Backend);
        device.Recorder = recorder;
        try
        {
            var value = loss(model.Forward(input), target);
            if (value.Length != 1)
                throw new ArgumentException($"TrainingStep: the loss has shape {value.Shape}; it must be a single number, such as the mean over the batch");
            if (value.Device != device)
                throw new ArgumentException($"TrainingStep: the model is on {device}, but the loss is computed on {value.Device}; a step is recorded on one device");
            recorder.ReusesMemory = true;
            value.Backward();
            lossValue = value.Detach();
        }
        finally
        {
            device.Recorder = null;
        }

        // What this step's backward pass came by. Other weights of the optimizer keep a gradient of zero, as in an ordinary step.
        IEnumerable<Tensor> tensors = [.. state.Select(entry => entry.Tensor), .. optimizer.Parameters];
        reached = [.. tensors.Where(tensor => tensor.GradMemory is not null && !tensor.GradIsZero).Distinct(ReferenceEqualityComparer.Instance).Cast<Tensor>()];
        unreached = [.. optimizer.Parameters.Except(reached, ReferenceEqualityComparer.Instance).Cast<Tensor>()];

        recorder.Share(lossValue);
        recording = recorder;
    }

    private void CheckModel()
    {
        foreach (var (module, isTraining) in modes)
        {
            if (module.IsTraining != isTraining)
            {
                throw new InvalidOperationException(
                    $"TrainingStep: captured in {Mode(isTraining)} mode, but {(module == model ? "the model" : module)} now is in {Mode(module.IsTraining)} mode; switch it back, or capture another step");
            }
        }

        foreach (var (tensor, storage) in state)
        {
            if (!ReferenceEquals(tensor.Storage, storage))
                throw new InvalidOperationException($"TrainingStep: the model was on {device} when the step was captured and now is on {tensor.Device}; capture another step");
        }

        static string Mode(bool isTraining) => isTraining ? "training" : "evaluation";
    }

    private static IEnumerable<Module> All(Module module) => module.Children().SelectMany(child => All(child.Module)).Prepend(module);

    private void Gather(Tensor source, ReadOnlySpan<int> rows, Tensor batch, string what)
    {
        if (source.Device != device || source.DType != batch.DType)
            throw new ArgumentException($"TrainingStep: the {what} are {source.DType} on {source.Device}, the model {batch.DType} on {device}; move the data set with .To(device)");
        if (rows.Length != batch.Shape[0] || !source.Shape.Sizes[1..].SequenceEqual(batch.Shape.Sizes[1..]))
            throw new ArgumentException($"TrainingStep: captured for {what} {batch.Shape}, but given {rows.Length} rows of {source.Shape}");
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)source.Shape[0])
                throw new ArgumentException($"TrainingStep: row {row} is outside 0..{source.Shape[0] - 1}");
        }

        device.Backend.IndexSelect(source, 1, source.Shape[0], source.Length / source.Shape[0], rows, batch);
    }
}
