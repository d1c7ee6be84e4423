namespace Descent;

/// <summary>
/// Numbers that say how good predictions are. The two-argument ones fit <c>Trainer.Metric</c>.
/// </summary>
/// <remarks>
/// Class metrics take class scores <c>(n, classes)</c>, of which the largest is the choice, or labels <c>(n)</c> or
/// <c>(n, 1)</c>; as targets the same, one-hot rows being scores. Definitions are those of scikit-learn.
/// </remarks>
public static class Metrics
{
    /// <summary>The share of rows whose class is right.</summary>
    /// <param name="outputs">Scores <c>(n, classes)</c> or labels.</param>
    /// <param name="targets">Labels <c>(n)</c> or <c>(n, 1)</c>, or one-hot <c>(n, classes)</c>.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">Row counts differ; values that are no labels.</exception>
    public static double Accuracy(Tensor outputs, Tensor targets)
    {
        var (predicted, actual) = Labels("Accuracy", outputs, targets);
        var right = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (predicted[i] == actual[i])
                right++;
        }

        return (double)right / actual.Length;
    }

    /// <summary>
    /// Accuracy for a network with one output that says how much it believes in class 1: an output above the
    /// threshold means class 1.
    /// </summary>
    /// <param name="threshold">0.5 after a sigmoid, 0 for logits or for a threshold unit of -1 and 1.</param>
    /// <returns>A metric of outputs <c>(n)</c> or <c>(n, 1)</c> and targets 0 or 1 of the same number.</returns>
    public static Func<Tensor, Tensor, double> AccuracyAbove(double threshold) => (outputs, targets) =>
    {
        Same("AccuracyAbove", outputs, targets);
        var values = outputs.ToArray<double>();
        var actual = OneHot.ToLabels(targets.ToArray<double>(), 2, "AccuracyAbove");
        var right = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (values[i] > threshold == (actual[i] == 1))
                right++;
        }

        return (double)right / actual.Length;
    };

    /// <summary>
    /// The coefficient of determination, 1 - residual sum of squares / total sum of squares: 1 is perfect, 0 is no
    /// better than the mean of the targets. With several columns, the mean of their R2.
    /// </summary>
    /// <param name="outputs">Predictions <c>(n)</c> or <c>(n, k)</c>.</param>
    /// <param name="targets">Values of the same shape.</param>
    /// <returns>At most 1. For a column of equal targets 1 if all predictions are right, else 0.</returns>
    /// <exception cref="ArgumentException">Shapes differ, or fewer than two rows.</exception>
    public static double R2(Tensor outputs, Tensor targets)
    {
        Same("R2", outputs, targets);
        var rows = outputs.Shape[0];
        if (rows < 2)
            throw new ArgumentException($"R2: {outputs.Shape} has {rows} row; a variance needs at least 2.", nameof(outputs));
        var (predicted, actual) = (outputs.ToArray<double>(), targets.ToArray<double>());
        var columns = actual.Length / rows;
        var sum = 0.0;
        for (var j = 0; j < columns; j++)
        {
            var mean = 0.0;
            for (var i = j; i < actual.Length; i += columns)
                mean += actual[i] / rows;
            var (residual, total) = (0.0, 0.0);
            for (var i = j; i < actual.Length; i += columns)
            {
                residual += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
                total += (actual[i] - mean) * (actual[i] - mean);
            }

            sum += total > 0 ? 1 - residual / total : residual == 0 ? 1 : 0;
        }

        return sum / columns;
    }

    /// <summary>The largest absolute error.</summary>
    /// <param name="outputs">Predictions of any shape.</param>
    /// <param name="targets">Values of the same shape.</param>
    /// <returns>In the targets' unit.</returns>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public static double MaxError(Tensor outputs, Tensor targets)
    {
        var largest = 0.0;
        foreach (var error in Errors("MaxError", outputs, targets))
            largest = Math.Max(largest, Math.Abs(error)); // NaN wins, as it should
        return largest;
    }

    /// <summary>The mean absolute error: the "average error" of the lecture's Genz exercise.</summary>
    /// <param name="outputs">Predictions of any shape.</param>
    /// <param name="targets">Values of the same shape.</param>
    /// <returns>In the targets' unit.</returns>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public static double MeanAbsoluteError(Tensor outputs, Tensor targets) =>
        Errors("MeanAbsoluteError", outputs, targets).Average(Math.Abs);

    /// <summary>The mean squared error. To train with it, take <c>Loss.MeanSquaredError</c>, which has a gradient.</summary>
    /// <param name="outputs">Predictions of any shape.</param>
    /// <param name="targets">Values of the same shape.</param>
    /// <returns>In the square of the targets' unit.</returns>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public static double MeanSquaredError(Tensor outputs, Tensor targets) =>
        Errors("MeanSquaredError", outputs, targets).Average(error => error * error);

    /// <summary>The classes that outputs and targets name, row by row.</summary>
    internal static (int[] Predicted, int[] Actual) Labels(string metric, Tensor outputs, Tensor targets, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (outputs.Rank is < 1 or > 2 || targets.Rank is < 1 or > 2 || outputs.Shape[0] != targets.Shape[0] || outputs.Length == 0 || targets.Length == 0)
            throw new ArgumentException($"{metric}: outputs {outputs.Shape} and targets {targets.Shape}; expected (n, classes) or (n,), with the same n of at least 1.");
        return (Read(outputs, "outputs"), Read(targets, "targets"));

        int[] Read(Tensor tensor, string what)
        {
            var values = tensor.ToArray<double>();
            var columns = values.Length / tensor.Shape[0];
            if (columns == 1)
                return OneHot.ToLabels(values, classes ?? int.MaxValue, $"{metric} ({what} {tensor.Shape})");
            if (classes is { } count && columns != count)
                throw new ArgumentException($"{metric}: {what} {tensor.Shape} have {columns} columns for {count} classes.");
            // Every comparison with NaN is false, so a row of NaN would pass for class 0.
            if (Array.FindIndex(values, double.IsNaN) is var place and >= 0)
                throw new ArgumentException($"{metric}: {what} {tensor.Shape} hold NaN in row {place / columns}.");
            return OneHot.ArgMax(values, columns);
        }
    }

    private static double[] Errors(string metric, Tensor outputs, Tensor targets)
    {
        Same(metric, outputs, targets);
        var (errors, actual) = (outputs.ToArray<double>(), targets.ToArray<double>());
        for (var i = 0; i < errors.Length; i++)
            errors[i] -= actual[i];
        return errors;
    }

    private static void Same(string metric, Tensor outputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(targets);
        var same = outputs.Rank == targets.Rank && outputs.Rank > 0 && outputs.Length > 0;
        for (var axis = 0; same && axis < outputs.Rank; axis++)
            same = outputs.Shape[axis] == targets.Shape[axis];
        if (!same)
            throw new ArgumentException($"{metric}: outputs {outputs.Shape} and targets {targets.Shape}; expected the same shape, not empty (Reshape makes (n, 1) of (n,)).");
    }
}
