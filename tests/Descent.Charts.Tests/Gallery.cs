namespace Descent.Charts.Tests;

/// <summary>One figure of each kind, with data as lectures have them.</summary>
internal static class Gallery
{
    public static IReadOnlyDictionary<string, Func<Figure>> Figures { get; } = new Dictionary<string, Func<Figure>>
    {
        ["line"] = () => Chart.Line(Losses(0.12, 0.2), name: "training")
            .AddLine(Losses(0.1, 0.45), name: "validation", dashed: true)
            .AddVerticalLine(22, "stopped")
            .WithTitle("Loss of a small network on Iris").WithAxes("epoch", "cross-entropy")
            .WithCaption("Both fall together at first; from epoch 22 on only the training loss does."),
        ["scatter"] = () => Chart.Scatter(Blobs(), BlobClasses(), ["setosa", "versicolor", "virginica"])
            .WithTitle("Petals of three kinds of iris").WithAxes("petal length (cm)", "petal width (cm)")
            .AddAnnotation(1.4, 0.3, "far from the others"),
        ["function"] = () => Chart.Function(Math.Tanh, -4, 4, "tanh")
            .AddFunction(x => 1 / (1 + Math.Exp(-x)), -4, 4, "sigmoid")
            .AddFunction(x => Math.Max(0, x), -4, 4, "ReLU")
            .WithYRange(-1.2, 2).WithTitle("Activation functions").WithAxes("z", "a"),
        ["bar"] = () => Chart.Bar(["SGD", "momentum", "RMSProp", "Adam"], [0.91, 0.95, 0.962, 0.968], "train")
            .AddBar(["SGD", "momentum", "RMSProp", "Adam"], [0.90, 0.94, 0.95, 0.96], "test")
            .WithTitle("Accuracy after five epochs").WithAxes("optimizer", "accuracy"),
        ["histogram"] = () => Chart.Histogram(Normals(1000, 1), name: "weights before")
            .AddHistogram(Normals(1000, 2).Select(x => 0.5 * x + 1), name: "weights after")
            .WithTitle("Weights of the first layer").WithAxes("weight", "count"),
        ["heatmap"] = () => Chart.Heatmap(new double[,] { { 1, 0.87, -0.37 }, { 0.87, 1, -0.43 }, { -0.37, -0.43, 1 } },
                ["petal length", "petal width", "sepal width"], ["petal length", "petal width", "sepal width"],
                showValues: true, ColorScale.BlueRed, (-1, 1))
            .WithTitle("Correlations"),
        ["heatmap over numbers"] = () => Chart.Heatmap(
                new[,] { { 1e-4, 1e-3, 1e-2, 0.1 }, { double.NaN, 1e-2, 0.1, 1 }, { double.NaN, double.NaN, 1, 10 } }, [0.001, 0.01, 0.1, 1], [1.0, 2, 5], logarithmic: true)
            .WithLogX().WithTitle("A map with a logarithmic axis").WithAxes("rate", "depth", "gradient"),
        ["contour"] = () => Chart.Contour(Rosenbrock, (-2, 2), (-1, 3), logarithmic: true)
            .AddScatter([1.0], [1.0], "minimum", color: "white", symbol: "star", size: 14)
            .WithTitle("Rosenbrock's valley").WithAxes("x", "y"),
        ["surface"] = () => Chart.Surface((x, y) => x * x - y * y, (-1, 1), (-1, 1))
            .WithTitle("A saddle").WithAxes("w₁", "w₂", "loss"),
        ["side by side"] = () => Chart.SideBySide(
                Chart.Function(x => (x - 1) * (x - 1), -1, 3).WithTitle("rate 0.1").WithAxes("w", "loss"),
                Chart.Function(x => x * x, -1, 3).WithTitle("rate 0.5").WithAxes("w", "loss"),
                Chart.Heatmap(new double[,] { { 1, 2 }, { 3, 4 } }).WithTitle("a matrix"))
            .WithTitle("Three panels"),
        ["logarithmic side by side"] = () => Chart.SideBySide(
                Chart.Line(Losses(0.3, 1e-6), "fast").AddLine(Losses(0.1, 1e-5), "slow").WithLogY().WithTitle("per update").WithAxes("update", "loss"),
                Chart.Line(Losses(0.2, 1e-4)).WithLogX().WithLogY().AddVerticalLine(20, "first stop").AddVerticalLine(22, "second stop").WithTitle("per epoch").WithAxes("epoch", "loss")),
        ["animation"] = () => Chart.Animate(
            Enumerable.Range(1, 12).Select(i => Chart.Scatter([3 * Math.Pow(0.8, i)], [9 * Math.Pow(0.64, i)], "w", color: Palette.Vermillion, size: 14).WithTitle($"After {i} steps")),
            Enumerable.Range(1, 12).Select(i => $"{i}"),
            on: Chart.Function(x => x * x, -3.2, 3.2, "loss").WithAxes("w", "loss"),
            prefix: "step "),
        ["loss contour"] = () => Chart.LossContour(Valley, (-3, 3), (-2, 2), Paths()).WithTitle("Three ways down"),
        ["loss surface"] = () => Chart.LossSurface(Valley, (-3, 3), (-2, 2), Paths()),
        ["descent"] = () => Chart.AnimateDescent(Valley, (-3, 3), (-2, 2), Paths()).WithCaption("The large rate leaps across the valley."),
        ["decision regions"] = () => Chart.DecisionBoundary(
            points => [.. Enumerable.Range(0, points.GetLength(0)).Select(i => points[i, 0] + points[i, 1] < 3.4 ? 0 : points[i, 0] + 2 * points[i, 1] < 8 ? 1 : 2)],
            Blobs(), BlobClasses(), ["setosa", "versicolor", "virginica"]).WithAxes("petal length (cm)", "petal width (cm)"),
        ["decision score"] = () => Chart.DecisionBoundary(
            (x, y) => 1 / (1 + Math.Exp(-(3 * (x + y) - 12))),
            new double[,] { { 1, 1 }, { 1.5, 2 }, { 2, 1.2 }, { 3, 3 }, { 2.5, 3.5 }, { 3.5, 2 } }, [0, 0, 0, 1, 1, 1], ["no", "yes"]),
        ["training"] = () => Chart.TrainingHistory(Losses(0.12, 0.2), Losses(0.1, 0.45), Losses(0.1, 0).Select(x => 1 - 0.6 * x), Losses(0.1, 0.05).Select(x => 1 - 0.6 * x), bestEpoch: 22),
        ["confusion matrix"] = () => Chart.ConfusionMatrix(new[,] { { 10, 0, 0 }, { 0, 8, 2 }, { 0, 1, 9 } }, ["setosa", "versicolor", "virginica"]),
        ["images"] = () => Chart.Images(Enumerable.Range(0, 12).Select(Ring), Enumerable.Range(0, 12).Select(i => $"radius {i / 3.0:0.0}"), columns: 6).WithTitle("Rings"),
    };

    private static double Valley(double x, double y) => 0.1 * x * x + y * y;

    private static DescentPath[] Paths() =>
        [Path("rate 0.1", 0.1), Path("rate 0.5", 0.5), Path("rate 0.95", 0.95)];

    private static DescentPath Path(string name, double rate)
    {
        var points = new List<(double, double)> { (-2.7, 1.7) };
        for (var i = 0; i < 25; i++)
        {
            var (x, y) = points[^1];
            points.Add((x - rate * 0.2 * x, y - rate * 2 * y));
        }

        return new DescentPath(name, points);
    }

    private static double[,] Ring(int n)
    {
        var image = new double[8, 8];
        for (var row = 0; row < 8; row++)
        {
            for (var column = 0; column < 8; column++)
                image[row, column] = Math.Exp(-Math.Pow(Math.Sqrt(Math.Pow(row - 3.5, 2) + Math.Pow(column - 3.5, 2)) - n / 3.0, 2));
        }

        return image;
    }

    public static double Rosenbrock(double x, double y) => Math.Pow(1 - x, 2) + 100 * Math.Pow(y - x * x, 2) + 0.01;

    public static double[] Losses(double rate, double floor) =>
        [.. Enumerable.Range(0, 60).Select(i => floor + Math.Exp(-rate * i) + (floor > 0.3 && i > 22 ? 0.004 * (i - 22) : 0))];

    public static double[] Normals(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    public static double[,] Blobs()
    {
        var noise = Normals(300, 3);
        var points = new double[150, 2];
        for (var i = 0; i < 150; i++)
        {
            points[i, 0] = new[] { 1.5, 4.2, 5.5 }[i / 50] + 0.4 * noise[2 * i];
            points[i, 1] = new[] { 0.3, 1.3, 2.0 }[i / 50] + 0.2 * noise[2 * i + 1];
        }

        return points;
    }

    public static int[] BlobClasses() => [.. Enumerable.Range(0, 150).Select(i => i / 50)];
}
