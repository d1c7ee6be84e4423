using System.Globalization;

namespace Descent.Checks;

/// <summary>Judges predictions by how good they are.</summary>
internal static class Scores
{
    /// <summary>The share of rows whose class is predicted rightly.</summary>
    /// <param name="expectation">The bound.</param>
    /// <param name="labels">The classes (n).</param>
    /// <param name="predictions">Classes (n), or scores (n, classes), of which the largest counts.</param>
    public static Verdict Accuracy(Expectation expectation, CheckValue labels, CheckValue predictions)
    {
        if (labels is not Numbers { Shape: [var rows] } classes)
            throw new ArgumentException($"check '{expectation.Name}': the labels are {labels.Kind}, not a vector of classes", nameof(labels));
        if (rows == 0)
            throw new ArgumentException($"check '{expectation.Name}': there are no labels", nameof(labels));
        if (predictions is not Numbers { Shape.Count: 1 or 2 } numbers || numbers.Shape[0] != rows || numbers.Data.Length == 0)
            return new Verdict(0, $"it is {predictions.Kind}; {rows} classes, or scores of shape ({rows}, classes), are asked for") { IsOtherKind = true };
        var predicted = numbers.Shape is [_, var columns] && columns != 1 ? Largest(numbers.Data, columns) : numbers.Data;
        if (predicted is null)
            return new Verdict(0, "some scores are not numbers (NaN)");
        var right = 0;
        for (var i = 0; i < rows; i++)
            right += predicted[i] == classes.Data[i] ? 1 : 0;
        var accuracy = (double)right / rows;
        return Against(expectation, accuracy, $"{right} of {rows} are right: accuracy {accuracy.ToString("0.0000", CultureInfo.InvariantCulture)}");
    }

    /// <summary>The mean or the largest absolute difference.</summary>
    public static Verdict Error(Expectation expectation, CheckValue targets, CheckValue predictions)
    {
        if (targets is not Numbers wanted)
            throw new ArgumentException($"check '{expectation.Name}': the targets are {targets.Kind}, not numbers", nameof(targets));
        if (predictions is not Numbers numbers || numbers.Data.Length != wanted.Data.Length)
            return new Verdict(0, $"it is {predictions.Kind}; {wanted.Kind} are asked for") { IsOtherKind = true };
        if (wanted.Data.Length == 0)
            throw new ArgumentException($"check '{expectation.Name}': there are no targets", nameof(targets));
        double sum = 0, largest = 0;
        for (var i = 0; i < wanted.Data.Length; i++)
        {
            var difference = Math.Abs(numbers.Data[i] - wanted.Data[i]);
            sum += difference;
            largest = double.IsNaN(difference) ? double.NaN : Math.Max(largest, difference);
        }
        return expectation.Kind == CheckKind.MeanError
            ? Against(expectation, sum / wanted.Data.Length, $"mean absolute error {Numbers.Number(sum / wanted.Data.Length)}")
            : Against(expectation, largest, $"largest absolute error {Numbers.Number(largest)}");
    }

    /// <summary>Points for a score: all beyond the bound, none before points begin, in proportion between.</summary>
    public static Verdict Against(Expectation expectation, double score, string finding)
    {
        var rises = expectation.Kind is CheckKind.AtLeast or CheckKind.Accuracy;
        var bound = expectation.Bound;
        var share = double.IsNaN(score) ? 0
            : rises ? score >= bound ? 1 : Between(expectation.PointsFrom, bound, score)
            : score <= bound ? 1 : Between(expectation.PointsFrom, bound, score);
        var asked = $"{(rises ? "at least" : "at most")} {Numbers.Number(bound)}";
        return new Verdict(share, share >= 1 ? finding : $"{finding}; {asked} is asked for");
    }

    private static double Between(double? from, double bound, double score) =>
        from is { } start ? Math.Clamp((score - start) / (bound - start), 0, 0.999) : 0;

    private static double[]? Largest(double[] scores, int columns)
    {
        var classes = new double[scores.Length / columns];
        for (var row = 0; row < classes.Length; row++)
        {
            var values = scores.AsSpan(row * columns, columns);
            var best = 0;
            foreach (var value in values)
            {
                if (double.IsNaN(value))
                    return null;
            }
            for (var i = 1; i < columns; i++)
                best = values[i] > values[best] ? i : best;
            classes[row] = best;
        }
        return classes;
    }
}
