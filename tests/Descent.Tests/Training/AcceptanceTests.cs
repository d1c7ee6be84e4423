using Descent.Backends.Cpu;
using Descent.Tests.Data;

namespace Descent.Tests.Training;

/// <summary>
/// What the library must reach on real data. Recipes were chosen on splits with other seeds (1001 and up); the splits here, with
/// seeds 1, 2, 3, ..., were not used for that.
/// </summary>
[Collection(nameof(CpuThreads))]
public sealed class AcceptanceTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Iris_reaches_95_percent_over_ten_stratified_splits()
    {
        var accuracies = new double[10];
        for (var seed = 1; seed <= accuracies.Length; seed++)
        {
            var (train, test) = Iris.Load().Split(test: 0.2, seed: seed, stratified: true);
            var scaler = new Standardizer().Fit(train);
            var rng = new Rng(seed);
            var model = new Sequential(new Linear(4, 16, rng: rng), new ReLU(), new Linear(16, 3, rng: rng));
            var trainer = new Trainer(model, new Adam(model.Parameters(), lr: 1e-2, weightDecay: 1e-2), Loss.CrossEntropy) { BatchSize = 16, Seed = seed };
            trainer.Fit(scaler.Transform(train), epochs: 60, cancellation: Stop);
            accuracies[seed - 1] = Metrics.Accuracy(model.Forward(scaler.Transform(test.Inputs)), test.Targets);
        }

        output.WriteLine($"{accuracies.Average():F4}: {string.Join(" ", accuracies.Select(accuracy => $"{accuracy:F3}"))}");
        Assert.True(accuracies.Average() >= 0.95, $"{accuracies.Average():F4}");
    }

    [Fact]
    public void Digits_reach_98_percent_over_ten_stratified_splits()
    {
        var accuracies = new double[10];
        for (var seed = 1; seed <= accuracies.Length; seed++)
        {
            var (train, test) = Digits.Load().Split(test: 0.2, seed: seed, stratified: true);
            var rng = new Rng(seed);
            var model = new Sequential(new Linear(64, 64, rng: rng), new ReLU(), new Linear(64, 10, rng: rng));
            var trainer = new Trainer(model, new Adam(model.Parameters(), lr: 3e-3), (x, y) => Loss.CrossEntropy(x, y, labelSmoothing: 0.1)) { BatchSize = 32, Seed = seed };
            trainer.Fit(train, epochs: 40, cancellation: Stop);
            accuracies[seed - 1] = Metrics.Accuracy(model.Forward(test.Inputs), test.Targets);
        }

        output.WriteLine($"{accuracies.Average():F4}: {string.Join(" ", accuracies.Select(accuracy => $"{accuracy:F4}"))}");
        Assert.True(accuracies.Average() >= 0.98, $"{accuracies.Average():F4}");
    }

    [Fact]
    public void MNIST_reaches_97_percent_after_five_epochs()
    {
        var directory = Places.Shared("data/mnist") ?? Mnist.Find();
        Assert.SkipWhen(directory is null, "The MNIST files are not on this machine (descent data fetches them).");
        var (train, test) = Mnist.Load(directory);
        var rng = new Rng(1);
        var model = new Sequential(new Linear(784, 128, rng: rng), new ReLU(), new Linear(128, 10, rng: rng));
        var trainer = new Trainer(model, new Adam(model.Parameters(), lr: 1e-3), Loss.CrossEntropy) { BatchSize = 64, Seed = 1, Metric = Metrics.Accuracy };
        var history = trainer.Fit(train, epochs: 5, cancellation: Stop);
        var accuracy = Metrics.Accuracy(model.Forward(test.Inputs), test.Targets);
        output.WriteLine($"{accuracy:F4}\n{history}");
        Assert.True(accuracy >= 0.97, $"{accuracy:F4}");
    }
}
