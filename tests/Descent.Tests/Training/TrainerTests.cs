using Descent.Backends.Cpu;

namespace Descent.Tests.Training;

[Collection(nameof(CpuThreads))]
public sealed class TrainerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Learns_iris_and_keeps_a_record_of_it()
    {
        var (train, validation, _) = Scaled();
        var (model, optimizer) = Network();
        var seen = new List<EpochReport>();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy)
        {
            BatchSize = 16,
            Seed = 1,
            Metric = Metrics.Accuracy,
            Progress = new Log<EpochReport>(seen.Add),
        };
        var history = trainer.Fit(train, validation, epochs: 30, cancellation: Stop);

        Assert.Equal(30, history.Count);
        Assert.Equal(history, seen);
        Assert.Equal(Enumerable.Range(1, 30), history.Select(epoch => epoch.Epoch));
        Assert.True(history.Last.TrainLoss < history[0].TrainLoss / 4);
        Assert.True(history.Last.ValidationMetric > 0.9);
        Assert.Equal("accuracy", history.MetricName);
        Assert.False(history.StoppedEarly);
        Assert.False(model.IsTraining);
    }

    [Fact]
    public void The_record_of_an_epoch_agrees_with_an_evaluation()
    {
        var (train, validation, _) = Scaled();
        var (model, optimizer) = Network();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy) { Seed = 1, Metric = Metrics.Accuracy };
        var last = trainer.Fit(train, validation, epochs: 3, cancellation: Stop).Last;
        var (loss, metric) = trainer.Evaluate(validation);
        Assert.Equal(last.ValidationLoss!.Value, loss);
        Assert.Equal(last.ValidationMetric, metric);
        Assert.Equal(Metrics.Accuracy(model.Forward(validation.Inputs), validation.Targets), metric);
    }

    [Fact]
    public void Takes_the_same_steps_as_a_loop_by_hand()
    {
        var (train, _, _) = Scaled();
        var (byTrainer, optimizer) = Network();
        new Trainer(byTrainer, optimizer, Loss.CrossEntropy) { BatchSize = 16, Seed = 5 }.Fit(train, epochs: 2, cancellation: Stop);

        var (byHand, adam) = Network();
        var loader = new DataLoader(train, batchSize: 16, shuffle: true, seed: 5);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var (x, y) in loader)
            {
                adam.ZeroGrad();
                Loss.CrossEntropy(byHand.Forward(x), y).Backward();
                adam.Step();
            }
        }

        Assert.Equal(Weights(byHand), Weights(byTrainer));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_for_any_number_of_threads()
    {
        var threads = CpuThreads.Count;
        try
        {
            CpuThreads.Count = 1;
            var one = Trained();
            Assert.Equal(one, Trained());
            CpuThreads.Count = 2;
            Assert.Equal(one, Trained());
            CpuThreads.Count = 5;
            Assert.Equal(one, Trained());
        }
        finally
        {
            CpuThreads.Count = threads;
        }

        static float[] Trained()
        {
            var data = Digits.Load();
            var rng = new Rng(3);
            var model = new Sequential(new Linear(64, 96, rng: rng), new ReLU(), new Dropout(0.1, rng), new Linear(96, 10, rng: rng));
            var optimizer = new Adam(model.Parameters(), lr: 1e-2);
            new Trainer(model, optimizer, Loss.CrossEntropy) { BatchSize = 100, Seed = 1 }.Fit(data, epochs: 2, cancellation: Stop);
            return Weights(model);
        }
    }

    [Fact]
    public void Early_stopping_stops_and_gives_back_the_best_weights()
    {
        // Labels without meaning: the validation loss soon rises.
        var rng = new Rng(1);
        var inputs = Tensor.Randn([60, 5], rng);
        var labels = Tensor.From([.. Enumerable.Range(0, 60).Select(_ => (float)rng.Next(2))]);
        var (train, validation) = new DataSet(inputs, labels, classNames: ["a", "b"]).Split(test: 0.5, seed: 1);
        var model = new Sequential(new Linear(5, 32, rng: rng), new ReLU(), new Linear(32, 2, rng: rng));
        var trainer = new Trainer(model, new Adam(model.Parameters(), lr: 1e-2), Loss.CrossEntropy) { Seed = 1, EarlyStopping = new(patience: 5) };
        var history = trainer.Fit(train, validation, epochs: 500, cancellation: Stop);

        Assert.True(history.StoppedEarly);
        Assert.Equal(history.Best.Epoch + 5, history.Count);
        Assert.Equal(history.Best.ValidationLoss!.Value, trainer.Evaluate(validation).Loss);
    }

    [Fact]
    public void Early_stopping_can_leave_the_last_weights()
    {
        var (train, validation, _) = Scaled();
        var (model, optimizer) = Network();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy) { Seed = 1, EarlyStopping = new(patience: 2, minDelta: 10, restoreBest: false) };
        var history = trainer.Fit(train, validation, epochs: 50, cancellation: Stop);
        Assert.Equal(3, history.Count);
        Assert.Equal(history.Last.ValidationLoss!.Value, trainer.Evaluate(validation).Loss);
    }

    [Fact]
    public void A_learning_rate_that_is_too_large_stops_with_epoch_step_and_causes()
    {
        var (model, _) = (new Sequential(new Linear(1, 1, rng: new Rng(1))), 0);
        var trainer = new Trainer(model, new SGD(model.Parameters(), lr: 1e4), Loss.MeanSquaredError) { BatchSize = 5, Seed = 1 };
        var fault = Assert.Throws<DivergedException>(() => trainer.Fit(Toy.Line(50, seed: 1), epochs: 100, cancellation: Stop));
        Assert.InRange(fault.Epoch, 1, 100);
        Assert.InRange(fault.Step, 1, 10);
        Assert.False(double.IsFinite(fault.Loss));
        Assert.Contains($"epoch {fault.Epoch}, step {fault.Step}", fault.Message);
        Assert.Contains("learning rate 1E+04 is too large: try 1000", fault.Message);
    }

    [Fact]
    public void NaN_in_the_data_is_found_before_the_first_step()
    {
        var (model, optimizer) = Network();
        var iris = Iris.Load();
        var values = iris.Inputs.ToArray<float>();
        values[4 * 7 + 2] = float.NaN;
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy);
        var fault = Assert.Throws<ArgumentException>(() => trainer.Fit(iris.WithInputs(Tensor.From(values, 150, 4)), cancellation: Stop));
        Assert.Contains("'Iris' are NaN in row 7, column 'petal_length'", fault.Message);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var (model, optimizer) = Network();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy);
        Assert.Contains("64", Assert.Throws<ArgumentException>(() => trainer.Fit(Digits.Load(), cancellation: Stop)).Message);
        Assert.Contains("(1797, 64)", Assert.Throws<ArgumentException>(() => trainer.Fit(Iris.Load(), Digits.Load(), cancellation: Stop)).Message);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        var (model, optimizer) = Network();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy) { EarlyStopping = new() };
        Assert.Contains("validation set", Assert.Throws<ArgumentException>(() => trainer.Fit(Iris.Load(), cancellation: Stop)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Iris.Load(), Iris.Load(), epochs: 0, cancellation: Stop));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(model, optimizer, Loss.CrossEntropy) { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(model, optimizer, Loss.CrossEntropy) { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(patience: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(minDelta: double.NaN));
        var other = new Linear(4, 3);
        Assert.Contains("none of the model's weights", Assert.Throws<ArgumentException>(() => new Trainer(other, optimizer, Loss.CrossEntropy)).Message);
        Assert.Contains("single number", Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, (x, y) => x).Fit(Iris.Load(), cancellation: Stop)).Message);
    }

    [Fact]
    public void A_cancelled_training_stops_between_two_steps()
    {
        var (model, optimizer) = Network();
        using var cancellation = new CancellationTokenSource();
        var trainer = new Trainer(model, optimizer, Loss.CrossEntropy)
        {
            BatchSize = 50,
            Progress = new Log<EpochReport>(_ => cancellation.Cancel()),
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Iris.Load(), cancellation: cancellation.Token));
        Assert.Equal(3, optimizer.StepCount);
    }

    [Fact]
    public void A_schedule_changes_the_rate_after_each_epoch()
    {
        var (model, optimizer) = Network();
        var schedule = new ExponentialLR(optimizer, 0.5);
        var history = new Trainer(model, optimizer, Loss.CrossEntropy) { Seed = 1, Schedule = schedule }.Fit(Iris.Load(), epochs: 3, cancellation: Stop);
        Assert.Equal([0.02, 0.01, 0.005], history.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void A_history_shows_itself()
    {
        var history = new History(Enumerable.Range(1, 40).Select(i => new EpochReport(i, 1.0 / i, Math.Abs(i - 17) + 0.5, null, i / 40.0, 0.1, 0.01)), "<f1>");
        Assert.Equal(17, history.Best.Epoch);
        Assert.Equal(40, history.ValidationLosses.Count);
        Assert.Empty(history.TrainMetrics);
        var text = history.ToString();
        Assert.Contains("40 epochs in 0.40 s; best epoch 17: validation loss 0.5, <f1> 0.4250", text);
        Assert.DoesNotContain("train <f1>", text);
        var lines = text.Split('\n');
        Assert.Equal(15, lines.Length);
        Assert.StartsWith("   40", lines[^2]);
        Assert.Contains("&lt;f1&gt;", history.ToHtml());
        Assert.DoesNotContain("<f1>", history.ToHtml());
        Assert.Throws<ArgumentException>(() => new History([]));
    }

    internal static float[] Weights(Module model) => [.. model.State().SelectMany(pair => pair.Tensor.ToArray<float>())];

    private static (DataSet Train, DataSet Validation, DataSet Test) Scaled()
    {
        var (train, validation, test) = Iris.Load().Split(validation: 0.2, test: 0.2, seed: 1, stratified: true);
        var scaler = new Standardizer().Fit(train);
        return (scaler.Transform(train), scaler.Transform(validation), scaler.Transform(test));
    }

    private static (Sequential Model, Adam Optimizer) Network()
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(4, 16, rng: rng), new ReLU(), new Linear(16, 3, rng: rng));
        return (model, new Adam(model.Parameters(), lr: 0.02));
    }

    private sealed class Log<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
