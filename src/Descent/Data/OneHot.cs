namespace Descent;

/// <summary>Class labels as rows with a single 1, and back.</summary>
public static class OneHot
{
    /// <summary>Labels beyond this are a mistake, unless the number of classes is given.</summary>
    private const int MostClasses = 1 << 16;

    /// <summary>Writes each label as a row of zeros with a 1 in the label's column.</summary>
    /// <param name="labels">Whole numbers from 0, shape <c>(n)</c> or <c>(n, 1)</c>.</param>
    /// <param name="classes">The number of classes; when omitted, the largest label + 1.</param>
    /// <returns>Shape <c>(n, classes)</c>, of the labels' type.</returns>
    /// <exception cref="ArgumentException">A label that is no whole number or outside <c>0..classes - 1</c>; a wrong shape.</exception>
    public static Tensor Encode(Tensor labels, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Rank != 1 && !(labels.Rank == 2 && labels.Shape[1] == 1))
            throw new ArgumentException($"OneHot.Encode: labels {labels.Shape}; expected (n,) or (n, 1).", nameof(labels));
        var values = labels.ToArray<double>();
        if (values.Length == 0)
            throw new ArgumentException("OneHot.Encode: no labels.", nameof(labels));
        if (classes < 1)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "OneHot.Encode: there is at least 1 class.");
        var whole = ToLabels(values, classes ?? MostClasses, "OneHot.Encode");
        return Encode(whole, classes ?? whole.Max() + 1, labels.DType);
    }

    /// <summary>The column of the largest value of each row: the label of a one-hot row, the choice of a row of scores.</summary>
    /// <param name="rows">Shape <c>(n, classes)</c>.</param>
    /// <returns>Labels of shape <c>(n)</c>; of equal values the first wins.</returns>
    /// <exception cref="ArgumentException">A wrong shape.</exception>
    public static Tensor Decode(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Rank != 2 || rows.Length == 0)
            throw new ArgumentException($"OneHot.Decode: {rows.Shape}; expected (n, classes).", nameof(rows));
        var labels = ArgMax(rows.ToArray<double>(), rows.Shape[1]);
        return Tensor.From(Array.ConvertAll(labels, label => (double)label)).To(rows.DType);
    }

    internal static Tensor Encode(int[] labels, int classes, DType dtype)
    {
        var values = new float[new Shape(labels.Length, classes).Length];
        for (var i = 0; i < labels.Length; i++)
            values[i * classes + labels[i]] = 1;
        return Tensor.From(values, labels.Length, classes).To(dtype);
    }

    internal static int[] ArgMax(ReadOnlySpan<double> values, int columns)
    {
        var labels = new int[values.Length / columns];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = values.Slice(i * columns, columns);
            for (var j = 1; j < columns; j++)
            {
                if (row[j] > row[labels[i]])
                    labels[i] = j;
            }
        }

        return labels;
    }

    internal static int[] ToLabels(ReadOnlySpan<double> values, int classes, string operation)
    {
        var labels = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] < classes && values[i] == Math.Floor(values[i])))
                throw new ArgumentException($"{operation}: the label of row {i} is {values[i]}; expected a whole number in 0..{classes - 1} for {classes} classes.");
            labels[i] = (int)values[i];
        }

        return labels;
    }
}
