using Descent.Charts.Rendering;
using Descent.Charts.Traces;

namespace Descent.Charts;

/// <content>What a classifier makes of the plane.</content>
public static partial class Chart
{
    private const double PointSize = 9;

    /// <summary>The regions of the plane that a classifier assigns to each class, with the data on top.</summary>
    /// <param name="classify">Takes points, shape (n, 2), and gives the class 0, 1, 2, ... of each; called once, with the whole grid.</param>
    /// <param name="points">The data, shape (n, 2).</param>
    /// <param name="classes">The true class of each.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="resolution">How many columns and rows of the plane to classify.</param>
    /// <param name="x">The part of the x axis to show; the data's and a margin when it is left out.</param>
    /// <param name="y">The part of the y axis to show; likewise.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, or the classifier gives too few classes or one without a name.</exception>
    public static Figure DecisionBoundary(Func<double[,], int[]> classify, double[,] points, IEnumerable<int> classes, IReadOnlyList<string>? classNames = null, int resolution = 121, (double From, double To)? x = null, (double From, double To)? y = null)
    {
        ArgumentNullException.ThrowIfNull(classify);
        int[] labels = [.. classes];
        var data = Scatter(points, labels, classNames, PointSize);
        var (xs, ys) = Plane(data, resolution, x, y);
        var grid = new double[xs.Length * ys.Length, 2];
        for (var i = 0; i < grid.GetLength(0); i++)
            (grid[i, 0], grid[i, 1]) = (xs[i % xs.Length], ys[i / xs.Length]);
        var regions = classify(grid);
        Input.SameLength(nameof(DecisionBoundary), "the grid", grid.GetLength(0), "the classifier's answer", regions.Length);
        var count = classNames?.Count ?? Math.Max(labels.Max(), regions.Max()) + 1;
        if (regions.Any(region => region < 0 || region >= count))
            throw new ArgumentException($"DecisionBoundary: the classifier gave class {regions.First(region => region < 0 || region >= count)}; there are {count} classes, 0 to {count - 1}.", nameof(classify));
        var values = new double[ys.Length, xs.Length];
        for (var i = 0; i < regions.Length; i++)
            values[i / xs.Length, i % xs.Length] = regions[i];
        var shares = Enumerable.Range(0, count).Select(label => $"{classNames?[label] ?? $"class {label}"} {Words.Of(Math.Round(100.0 * regions.Count(region => region == label) / regions.Length, 1))} %");
        return Under(data, new GridTrace
        {
            Kind = GridKind.Heatmap,
            Values = values,
            X = xs,
            Y = ys,
            ClassColors = [.. Enumerable.Range(0, count).Select(label => Palette.Tint(Palette.At(label)))],
            ShowScale = false,
            IsBackground = true,
            Description = $"Of the plane, the classifier gives each class: {string.Join(", ", shares)}",
        });
    }

    /// <summary>The score that a classifier of two classes gives each place of the plane, with the line where it changes its mind and the data on top.</summary>
    /// <param name="score">The score of a point (x, y): a probability, or w·x + b.</param>
    /// <param name="points">The data, shape (n, 2).</param>
    /// <param name="classes">The true class of each, 0 or 1.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="threshold">The score from which on a point belongs to class 1: 0.5 for a probability, 0 for w·x + b.</param>
    /// <param name="resolution">How many columns and rows of the plane to compute.</param>
    /// <param name="x">The part of the x axis to show; the data's and a margin when it is left out.</param>
    /// <param name="y">The part of the y axis to show; likewise.</param>
    /// <param name="reach">How far from the threshold the strongest colour stands: 0.5 for a probability. Left out, the farthest score; give it where figures are compared.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The reach is not above 0, or shapes do not fit together.</exception>
    public static Figure DecisionBoundary(Func<double, double, double> score, double[,] points, IEnumerable<int> classes, IReadOnlyList<string>? classNames = null, double threshold = 0.5, int resolution = 61, (double From, double To)? x = null, (double From, double To)? y = null, double? reach = null)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (reach is not (null or > 0))
            throw new ArgumentException($"DecisionBoundary: reach is {reach}, but must be above 0.", nameof(reach));
        var data = Scatter(points, classes, classNames, PointSize);
        var (xs, ys) = Plane(data, resolution, x, y);
        var values = Input.Sample(score, xs, ys);
        var farthest = values.Cast<double>().Where(double.IsFinite).Select(value => Math.Abs(value - threshold)).DefaultIfEmpty(1).Max();
        var span = reach ?? (farthest > 0 ? farthest : 1);
        var map = new GridTrace
        {
            Kind = GridKind.Contour,
            Values = values,
            X = xs,
            Y = ys,
            Stops = [Palette.Tint(Palette.At(0), 0.5), Palette.Tint(Palette.At(0), 0.15), Palette.Tint(Palette.At(1), 0.15), Palette.Tint(Palette.At(1), 0.5)],
            ScaleTitle = "score",
            IsBackground = true,
            Min = threshold - span,
            Max = threshold + span,
        };
        var line = new GridTrace { Kind = GridKind.Contour, Values = values, X = xs, Y = ys, OnlyLevel = threshold, ShowScale = false, IsBackground = true };
        return Under(data, map, line);
    }

    private static (double[] X, double[] Y) Plane(Figure data, int resolution, (double From, double To)? x, (double From, double To)? y)
    {
        var box = data.Traces.Aggregate(Extent.Empty, (sum, trace) => sum.Union(trace.Extent));
        if (box.IsEmpty)
            throw new ArgumentException("DecisionBoundary: none of the points is finite.", nameof(data));
        double Margin(double min, double max) => max > min ? 0.12 * (max - min) : 1;
        var (dx, dy) = (Margin(box.MinX, box.MaxX), Margin(box.MinY, box.MaxY));
        return (Input.Range(nameof(DecisionBoundary), x ?? (box.MinX - dx, box.MaxX + dx), resolution),
            Input.Range(nameof(DecisionBoundary), y ?? (box.MinY - dy, box.MaxY + dy), resolution));
    }

    private static Figure Under(Figure figure, params GridTrace[] ground)
    {
        foreach (var points in figure.Traces.OfType<SeriesTrace>())
            points.Outlined = true;
        figure.Traces.InsertRange(0, ground);
        figure.Height = 520;
        return figure.WithTitle("Decision boundary").WithAxes("x₁", "x₂");
    }
}
