using System.Net;
using System.Text;
using Descent.Display;

namespace Descent;

/// <summary>
/// Who was taken for whom: rows are the actual classes, columns the predicted ones, as in the lecture and in
/// scikit-learn.
/// </summary>
/// <remarks>
/// Where a denominator is zero (a class that was never predicted has no precision, one that never occurs no recall) the
/// value is 0, scikit-learn's default. Macro averages are plain means over the classes that occur or were predicted.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class ConfusionMatrix : IHtml
{
    private readonly int[,] counts;

    /// <summary>A matrix of given counts.</summary>
    /// <param name="counts">Square: actual classes by predicted classes.</param>
    /// <param name="classNames">One name a class; the numbers from 0 when omitted.</param>
    /// <exception cref="ArgumentException">Not square, empty, a negative count, counts beyond 2³¹ - 1 in all, or a wrong number of names.</exception>
    public ConfusionMatrix(int[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
            throw new ArgumentException($"ConfusionMatrix: counts are {classes} x {counts.GetLength(1)}; expected a square, actual by predicted.", nameof(counts));
        if (counts.Cast<int>().Any(count => count < 0))
            throw new ArgumentException("ConfusionMatrix: a count is negative.", nameof(counts));
        if (classNames is { Count: > 0 } && classNames.Count != classes)
            throw new ArgumentException($"ConfusionMatrix: {classNames.Count} names for {classes} classes.", nameof(classNames));
        if (classNames?.Contains(null!) == true)
            throw new ArgumentException("ConfusionMatrix: a class name is null.", nameof(classNames));
        var total = counts.Cast<int>().Sum(count => (long)count);
        if (total > int.MaxValue)
            throw new ArgumentException($"ConfusionMatrix: the counts sum to {total}; at most {int.MaxValue} can be told.", nameof(counts));
        this.counts = (int[,])counts.Clone();
        ClassNames = classNames is { Count: > 0 } ? classNames : [.. Enumerable.Range(0, classes).Select(label => $"{label}")];
        Total = (int)total;
        Classes = [.. Enumerable.Range(0, classes).Select(Score)];
    }

    /// <summary>Counts predictions.</summary>
    /// <param name="outputs">Scores <c>(n, classes)</c>, or labels <c>(n)</c> or <c>(n, 1)</c>.</param>
    /// <param name="targets">Labels <c>(n)</c> or <c>(n, 1)</c>, or one-hot <c>(n, classes)</c>.</param>
    /// <param name="classNames">One name a class; when omitted, as many numbers as outputs and targets tell.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">Row counts differ; a label that is not a class.</exception>
    public static ConfusionMatrix From(Tensor outputs, Tensor targets, IReadOnlyList<string>? classNames = null)
    {
        int? named = classNames is { Count: > 0 } ? classNames.Count : null;
        var (predicted, actual) = Metrics.Labels("ConfusionMatrix", outputs, targets, named);
        var columns = Math.Max(Columns(outputs), Columns(targets));
        var classes = named ?? Math.Max(columns, Math.Max(predicted.Max(), actual.Max()) + 1);
        if (classes > MostClasses)
            throw new ArgumentException($"ConfusionMatrix: a label of {classes - 1} makes {classes} classes; more than {MostClasses} are not drawn.");
        var counts = new int[classes, classes];
        for (var i = 0; i < actual.Length; i++)
            counts[actual[i], predicted[i]]++;
        return new(counts, classNames);

        static int Columns(Tensor tensor) => tensor.Rank == 2 && tensor.Shape[1] > 1 ? tensor.Shape[1] : 1;
    }

    private const int MostClasses = 1000;

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassScore> Classes { get; }

    /// <summary>All rows counted.</summary>
    public int Total { get; }

    /// <summary>Rows of class <paramref name="actual"/> that were taken for class <paramref name="predicted"/>.</summary>
    /// <param name="actual">The row, from 0.</param>
    /// <param name="predicted">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int actual, int predicted] => Math.Min(actual, predicted) >= 0 && Math.Max(actual, predicted) < ClassNames.Count
        ? counts[actual, predicted]
        : throw new ArgumentOutOfRangeException(nameof(actual), $"ConfusionMatrix: [{actual}, {predicted}] is outside the classes 0..{ClassNames.Count - 1}.");

    /// <summary>The share of rows on the diagonal.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, ClassNames.Count).Sum(label => counts[label, label]), Total);

    /// <summary>The mean precision of the classes.</summary>
    public double MacroPrecision => Macro(score => score.Precision);

    /// <summary>The mean recall of the classes.</summary>
    public double MacroRecall => Macro(score => score.Recall);

    /// <summary>The mean F1 of the classes.</summary>
    public double MacroF1 => Macro(score => score.F1);

    /// <summary>The counts.</summary>
    /// <returns>A copy, actual by predicted.</returns>
    public int[,] ToArray() => (int[,])counts.Clone();

    /// <summary>The table and the scores of each class, for a terminal.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var corner = "actual \\ predicted";
        var first = ClassNames.Max(name => Math.Max(name.Length, corner.Length));
        var widths = ClassNames.Select(name => Math.Max(name.Length, $"{Total}".Length)).ToArray();
        var text = new StringBuilder(corner.PadRight(first));
        for (var j = 0; j < widths.Length; j++)
            text.Append("  ").Append(ClassNames[j].PadLeft(widths[j]));
        text.Append("  precision  recall     f1");
        for (var i = 0; i < widths.Length; i++)
        {
            text.Append('\n').Append(ClassNames[i].PadRight(first));
            for (var j = 0; j < widths.Length; j++)
                text.Append("  ").Append($"{counts[i, j]}".PadLeft(widths[j]));
            text.Append($"  {Classes[i].Precision,9:F3}  {Classes[i].Recall,6:F3}  {Classes[i].F1,5:F3}");
        }

        return text.Append('\n').Append(Summary()).ToString();
    }

    /// <inheritdoc/>
    public string ToHtml()
    {
        var head = $"<th style=\"{HtmlTable.CellStyle}\">";
        var html = new StringBuilder($"<div><table style=\"{HtmlTable.TableStyle}\"><thead><tr>");
        foreach (var title in ClassNames.Prepend("actual \\ predicted").Concat(["precision", "recall", "F1"]))
            html.Append(head).Append(WebUtility.HtmlEncode(title)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < ClassNames.Count; i++)
        {
            html.Append("<tr>").Append(head).Append(WebUtility.HtmlEncode(ClassNames[i])).Append("</th>");
            for (var j = 0; j < ClassNames.Count; j++)
            {
                // Right in green, wrong in red, by its share of the row; see-through, so that it suits dark themes too.
                var shade = Ratio(counts[i, j], Classes[i].Support) * 0.6;
                html.Append($"<td style=\"{HtmlTable.CellStyle};background:rgba({(i == j ? "46,160,67" : "218,54,51")},{shade:F2})\">{counts[i, j]}</td>");
            }

            foreach (var score in (double[])[Classes[i].Precision, Classes[i].Recall, Classes[i].F1])
                html.Append($"<td style=\"{HtmlTable.CellStyle}\">{score:F3}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table><p>").Append(Summary()).Append("</p></div>").ToString();
    }

    private string Summary() =>
        $"{Total} rows, accuracy {Accuracy:F3}, macro precision {MacroPrecision:F3}, recall {MacroRecall:F3}, F1 {MacroF1:F3}";

    private ClassScore Score(int label)
    {
        var (actual, predicted) = (0, 0);
        for (var other = 0; other < ClassNames.Count; other++)
        {
            actual += counts[label, other];
            predicted += counts[other, label];
        }

        var hits = counts[label, label];
        return new(ClassNames[label], Ratio(hits, predicted), Ratio(hits, actual), Ratio(2.0 * hits, (double)actual + predicted), actual, predicted);
    }

    private double Macro(Func<ClassScore, double> score)
    {
        var seen = Classes.Where(s => s.Support + s.Predicted > 0).ToList();
        return seen.Count > 0 ? seen.Average(score) : 0;
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
