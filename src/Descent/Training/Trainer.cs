using System.Diagnostics;

namespace Descent;

/// <summary>
/// The training loop that the lectures write by hand: epochs of mini-batches, validation, early stopping, a record of it
/// all. The same seed gives the same weights, bit for bit, for any number of threads.
/// <code>
/// var trainer = new Trainer(model, optimizer, Loss.CrossEntropy) { BatchSize = 16, Seed = 1, Metric = Metrics.Accuracy };
/// var history = trainer.Fit(train, validation, epochs: 100);
/// </code>
/// </summary>
public sealed class Trainer
{
    /// <summary>Rows that are evaluated at a time: enough to be fast, few enough to fit into memory.</summary>
    private const int EvaluationRows = 1024;

    private readonly Module model;
    private readonly Optimizer optimizer;
    private readonly Func<Tensor, Tensor, Tensor> loss;

    /// <summary>A trainer.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">Changes the model's weights.</param>
    /// <param name="loss">A single number from outputs and targets: the mean over the rows, as <see cref="Loss"/>'s are.</param>
    /// <exception cref="ArgumentException">The optimizer holds none of the model's weights.</exception>
    public Trainer(Module model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        optimizer.CheckTrains(model, "Trainer");
        (this.model, this.optimizer, this.loss) = (model, optimizer, loss);
    }

    /// <summary>Rows a step, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Trainer: a batch has at least 1 row.");
    } = 32;

    /// <summary>Whether each epoch has a new random order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether a last batch that is not full is left out: for batch normalisation, which needs at least two rows.</summary>
    public bool DropLast { get; init; }

    /// <summary>Fixes the orders; null draws them from <see cref="Rng.Default"/>.</summary>
    public long? Seed { get; init; }

    /// <summary>A number to follow besides the loss, from outputs and targets, such as <see cref="Metrics.Accuracy"/>.</summary>
    public Func<Tensor, Tensor, double>? Metric { get; init; }

    /// <summary>Stops when the validation loss no longer falls.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Changes the optimizer's learning rate after each epoch.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Scales gradients down to this joint norm, by <see cref="GradientClip.ByNorm"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public double? ClipNorm
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Trainer: a norm to clip to is above 0.");
    }

    /// <summary>Told of each epoch when it is over.</summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>Trains the model, and leaves it in evaluation mode.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What to choose by; needed for early stopping. Never the test set.</param>
    /// <param name="epochs">Passes over the training set, from 1; early stopping may make them fewer.</param>
    /// <param name="cancellation">Stops between two steps; the weights stay as they are then.</param>
    /// <returns>The epochs.</returns>
    /// <exception cref="ArgumentException">NaN or infinity in the data, sizes that do not fit, early stopping without a validation set.</exception>
    /// <exception cref="DivergedException">The loss became NaN or infinite; the weights are those before that step.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public History Fit(DataSet train, DataSet? validation = null, int epochs = 100, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        if (EarlyStopping is not null && validation is null)
            throw new ArgumentException("Fit: EarlyStopping watches the validation loss; give a validation set, for example by Split(validation: 0.2, test: 0.2).", nameof(validation));
        CheckFinite(train);
        if (validation is not null)
        {
            CheckFinite(validation);
            if (!validation.Inputs.Shape.Sizes[1..].SequenceEqual(train.Inputs.Shape.Sizes[1..]))
                throw new ArgumentException($"Fit: training inputs {train.Inputs.Shape} and validation inputs {validation.Inputs.Shape} differ in more than the number of rows.", nameof(validation));
        }

        // Data goes to where the model is, once.
        train = train.To(ModelDevice);
        validation = validation?.To(ModelDevice);
        var loader = new DataLoader(train, BatchSize, Shuffle, Seed, DropLast);
        var reports = new List<EpochReport>();
        var best = double.PositiveInfinity;
        var bestState = new List<Tensor>();
        var waited = 0;
        for (var epoch = 1; epoch <= epochs && (EarlyStopping is null || waited < EarlyStopping.Patience); epoch++)
        {
            var watch = Stopwatch.StartNew();
            model.Train();
            var (trainLoss, trainMetric) = Run(loader, epoch, cancellation);
            model.Eval();
            var (validationLoss, validationMetric) = validation is null ? (null, null) : Measure(validation);
            var report = new EpochReport(epoch, trainLoss, validationLoss, trainMetric, validationMetric, optimizer.LearningRate, watch.Elapsed.TotalSeconds);
            reports.Add(report);
            Progress?.Report(report);
            Schedule?.Step();
            if (EarlyStopping is null)
                continue;
            waited++;
            // The first epoch always improves on nothing, and a NaN never does.
            if (!(validationLoss < best - (reports.Count > 1 ? EarlyStopping.MinDelta : 0)))
                continue;
            (best, waited) = (validationLoss!.Value, 0);
            if (EarlyStopping.RestoreBest)
                Remember(bestState);
        }

        if (bestState.Count > 0)
            Restore(bestState);
        return new History(reports, MetricName(), reports.Count < epochs);
    }

    /// <summary>Loss and metric over a data set, in evaluation mode and without gradients. The model's mode stays.</summary>
    /// <param name="data">What to evaluate.</param>
    /// <returns>The mean loss, and the metric where <see cref="Metric"/> is set.</returns>
    public (double Loss, double? Metric) Evaluate(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var wasTraining = model.IsTraining;
        model.Eval();
        var (value, metric) = Measure(data.To(ModelDevice));
        if (wasTraining)
            model.Train();
        return (value!.Value, metric);
    }

    private Device ModelDevice => optimizer.Parameters[0].Device;

    /// <summary>One epoch of steps.</summary>
    private (double Loss, double? Metric) Run(DataLoader loader, int epoch, CancellationToken cancellation)
    {
        var (sum, rows, step) = (0.0, 0, 0);
        var outputs = new List<Tensor>();
        var targets = new List<Tensor>();
        foreach (var (x, y) in loader)
        {
            cancellation.ThrowIfCancellationRequested();
            step++;
            optimizer.ZeroGrad();
            var output = model.Forward(x);
            var batchLoss = LossOf(output, y);
            var value = batchLoss.Item();
            if (!double.IsFinite(value))
                throw new DivergedException(epoch, step, value, Causes(x, output));
            sum += value * y.Shape[0];
            rows += y.Shape[0];
            if (Metric is not null)
            {
                outputs.Add(output.Detach());
                targets.Add(y);
            }

            batchLoss.Backward();
            if (ClipNorm is { } norm)
                GradientClip.ByNorm(optimizer.Parameters, norm);
            optimizer.Step();
        }

        return (sum / rows, Metric?.Invoke(Tensor.Concat(0, [.. outputs]), Tensor.Concat(0, [.. targets])));
    }

    private (double? Loss, double? Metric) Measure(DataSet data)
    {
        using var recording = NoGrad.Begin();
        var sum = 0.0;
        var outputs = new List<Tensor>();
        foreach (var (x, y) in new DataLoader(data, EvaluationRows))
        {
            var output = model.Forward(x);
            sum += LossOf(output, y).Item() * y.Shape[0];
            outputs.Add(output);
        }

        return (sum / data.Count, Metric?.Invoke(Tensor.Concat(0, [.. outputs]), data.Targets));
    }

    private Tensor LossOf(Tensor output, Tensor target)
    {
        var value = loss(output, target);
        return value.Length == 1
            ? value
            : throw new ArgumentException($"Fit: the loss of outputs {output.Shape} and targets {target.Shape} has shape {value.Shape}; it must be a single number, such as their mean.");
    }

    private void Remember(List<Tensor> state)
    {
        using var recording = NoGrad.Begin();
        if (state.Count == 0)
            state.AddRange(model.State().Select(pair => pair.Tensor.Clone()));
        else
            foreach (var (copy, (_, tensor)) in state.Zip(model.State()))
                copy.CopyFrom(tensor);
    }

    private void Restore(List<Tensor> state)
    {
        using var recording = NoGrad.Begin();
        foreach (var (copy, (_, tensor)) in state.Zip(model.State()))
            tensor.CopyFrom(copy);
    }

    private List<string> Causes(Tensor x, Tensor output)
    {
        var causes = new List<string>();
        if (model.NamedParameters().FirstOrDefault(pair => !pair.Tensor.ToArray<double>().All(double.IsFinite)) is { Tensor: not null } spoiled)
            causes.Add($"the weight '{spoiled.Name}' is no longer finite: earlier steps were too large.");
        causes.Add($"the learning rate {optimizer.LearningRate:G4} is too large: try {optimizer.LearningRate / 10:G4}, or clip gradients (ClipNorm = 1).");
        var largest = x.ToArray<double>().Max(Math.Abs);
        if (largest > 10)
            causes.Add($"the inputs are not scaled: their magnitude reaches {largest:G4}; use a Standardizer.");
        if (output.ToArray<double>().All(double.IsFinite))
            causes.Add("the outputs are finite, so the loss itself overflows or takes the logarithm of 0: use a loss from logits.");
        return causes;
    }

    private string MetricName()
    {
        var name = Metric?.Method.Name ?? "metric";
        return name.Contains('<', StringComparison.Ordinal) ? "metric" : name.ToLowerInvariant();
    }

    private static void CheckFinite(DataSet data)
    {
        CheckFinite(data.Inputs, data, "inputs");
        CheckFinite(data.Targets, data, "targets");
    }

    private static void CheckFinite(Tensor tensor, DataSet data, string what)
    {
        // The sum is finite where all numbers are, unless it overflows: then the search below finds nothing.
        if (double.IsFinite(tensor.Sum().Item()))
            return;
        var values = tensor.ToArray<double>();
        var place = Array.FindIndex(values, value => !double.IsFinite(value));
        if (place < 0)
            return;
        var columns = values.Length / data.Count;
        var column = place % columns;
        var name = what == "inputs" && data.FeatureNames.Count > 0 ? $"'{data.FeatureNames[column]}'" : $"{column}";
        throw new ArgumentException($"Fit: the {what} of '{data.Name}' are {values[place]} in row {place / columns}, column {name}; every number must be finite.", nameof(data));
    }
}
