using System.Numerics;
using Descent.Charts.Rendering;
using Descent.Charts.Traces;

namespace Descent.Charts;

/// <content>How a training went and what came of it.</content>
public static partial class Chart
{
    /// <summary>The loss after each epoch, and beside it a metric where there is one.</summary>
    /// <typeparam name="T">Any number: double, float.</typeparam>
    /// <param name="trainLoss">The loss on the training set after each epoch.</param>
    /// <param name="validationLoss">The loss on the validation set, as many.</param>
    /// <param name="trainMetric">A metric on the training set, as many.</param>
    /// <param name="validationMetric">The metric on the validation set, as many.</param>
    /// <param name="metricName">What the metric is.</param>
    /// <param name="bestEpoch">The epoch whose weights were kept (the first is 1); marked by an upright line.</param>
    /// <returns>A figure of one or two panels.</returns>
    /// <exception cref="ArgumentException">There is no epoch, or the lengths differ.</exception>
    public static Figure TrainingHistory<T>(IEnumerable<T> trainLoss, IEnumerable<T>? validationLoss = null, IEnumerable<T>? trainMetric = null, IEnumerable<T>? validationMetric = null, string metricName = "accuracy", int? bestEpoch = null)
        where T : INumber<T>
    {
        var loss = Input.Numbers(trainLoss, nameof(TrainingHistory), nameof(trainLoss));
        var left = Course(loss.Length, [("training", nameof(trainLoss), trainLoss), ("validation", nameof(validationLoss), validationLoss)], inLegend: true, bestEpoch)
            .WithAxes("epoch", "loss");
        if (trainMetric is null && validationMetric is null)
            return left.WithTitle("Training");
        var right = Course(loss.Length, [("training", nameof(trainMetric), trainMetric), ("validation", nameof(validationMetric), validationMetric)], inLegend: false, bestEpoch)
            .WithAxes("epoch", metricName);
        var row = SideBySide(left, right).WithTitle("Training");
        (row.Width, row.Height) = (900, 400);
        return row;
    }

    /// <summary>How often each class was taken for each other: true classes in rows, predicted ones in columns.</summary>
    /// <param name="counts">The counts, shape (classes, classes).</param>
    /// <param name="classNames">The name of each class; 0, 1, ... when it is left out.</param>
    /// <returns>A figure; each cell says its count and is the darker, the larger its share of its row.</returns>
    /// <exception cref="ArgumentException">The matrix is not square, empty or negative, or names are missing.</exception>
    public static Figure ConfusionMatrix(int[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
            throw new ArgumentException($"ConfusionMatrix: counts are {classes} x {counts.GetLength(1)}; they must be square, a row and a column for each class.", nameof(counts));
        if (counts.Cast<int>().Any(count => count < 0))
            throw new ArgumentException($"ConfusionMatrix: a count is {counts.Cast<int>().Min()}; none can be below 0.", nameof(counts));
        if (classNames is not null)
            Input.SameLength(nameof(ConfusionMatrix), "the matrix", classes, nameof(classNames), classNames.Count);
        string[] names = [.. classNames ?? Enumerable.Range(0, classes).Select(i => $"{i}")];
        var shares = new double[classes, classes];
        var texts = new string[classes, classes];
        var (right, all) = (0, 0);
        for (var row = 0; row < classes; row++)
        {
            var total = Enumerable.Range(0, classes).Sum(column => counts[row, column]);
            (right, all) = (right + counts[row, row], all + total);
            for (var column = 0; column < classes; column++)
            {
                shares[row, column] = total == 0 ? 0 : (double)counts[row, column] / total;
                texts[row, column] = $"{counts[row, column]}";
            }
        }

        var side = Math.Clamp(52 * classes, 260, 620);
        var figure = new Figure { Width = side + 230, Height = side + 120 };
        (figure.XAxis.Named, figure.YAxis.Named, figure.YAxis.Reversed) = (true, true, true);
        return figure.Add(new GridTrace
        {
            Kind = GridKind.Heatmap,
            Values = shares,
            X = Input.Indices(classes),
            Y = Input.Indices(classes),
            XLabels = names,
            YLabels = names,
            CellTexts = texts,
            Scale = ColorScale.Blues,
            Min = 0,
            Max = 1,
            ScaleTitle = "share of the true class",
            Description = $"A confusion matrix of {Words.Count(all, "example")}, {right} of them right ({(all == 0 ? "0" : Words.Of(Math.Round(100.0 * right / all, 1)))} %)",
        }).WithTitle("Confusion matrix").WithAxes("predicted", "true");
    }

    private static Figure Course<T>(int epochs, (string Name, string Parameter, IEnumerable<T>? Values)[] curves, bool inLegend, int? bestEpoch)
        where T : INumber<T>
    {
        var figure = new Figure();
        double[] x = [.. Enumerable.Range(1, epochs).Select(epoch => (double)epoch)];
        for (var i = 0; i < curves.Length; i++)
        {
            if (curves[i].Values is not { } given)
                continue;
            var values = Input.Numbers(given, nameof(TrainingHistory), curves[i].Parameter);
            Input.SameLength(nameof(TrainingHistory), "trainLoss", epochs, curves[i].Parameter, values.Length);
            figure.Add(new SeriesTrace { X = x, Y = values, Name = curves[i].Name, InLegend = inLegend, Color = Palette.At(i), Line = true, Markers = epochs <= 30, Size = 5, Dashed = i == 1 });
        }

        return bestEpoch is { } best ? figure.AddVerticalLine(best, inLegend ? "best" : null) : figure;
    }
}
