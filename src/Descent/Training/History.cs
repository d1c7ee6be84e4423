using System.Collections;
using System.Text;
using Descent.Display;

namespace Descent;

/// <summary>The epochs of a training, in their order.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class History : IReadOnlyList<EpochReport>, IHtml
{
    private const int ShownEpochs = 12;

    private readonly EpochReport[] epochs;

    /// <summary>A record of epochs.</summary>
    /// <param name="epochs">In their order, at least one.</param>
    /// <param name="metricName">What the metric is called.</param>
    /// <param name="stoppedEarly">Whether training stopped before the last epoch it was given.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public History(IEnumerable<EpochReport> epochs, string metricName = "metric", bool stoppedEarly = false)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        this.epochs = [.. epochs];
        if (this.epochs.Length == 0)
            throw new ArgumentException("History: there are no epochs.", nameof(epochs));
        MetricName = metricName;
        StoppedEarly = stoppedEarly;
    }

    /// <summary>The number of epochs.</summary>
    public int Count => epochs.Length;

    /// <summary>What the metric is called.</summary>
    public string MetricName { get; }

    /// <summary>Whether early stopping ended the training.</summary>
    public bool StoppedEarly { get; }

    /// <summary>The epoch with the lowest validation loss (training loss without one); the first of equal ones.</summary>
    public EpochReport Best => epochs.MinBy(Watched)!;

    /// <summary>The last epoch.</summary>
    public EpochReport Last => epochs[^1];

    /// <summary>Training losses, one an epoch.</summary>
    public IReadOnlyList<double> TrainLosses => [.. epochs.Select(epoch => epoch.TrainLoss)];

    /// <summary>Validation losses, one an epoch; empty without a validation set.</summary>
    public IReadOnlyList<double> ValidationLosses => [.. epochs.Select(epoch => epoch.ValidationLoss).OfType<double>()];

    /// <summary>The metric on the training set, one an epoch; empty without a metric.</summary>
    public IReadOnlyList<double> TrainMetrics => [.. epochs.Select(epoch => epoch.TrainMetric).OfType<double>()];

    /// <summary>The metric on the validation set, one an epoch; empty without either.</summary>
    public IReadOnlyList<double> ValidationMetrics => [.. epochs.Select(epoch => epoch.ValidationMetric).OfType<double>()];

    /// <summary>The whole training's time.</summary>
    public double Seconds => epochs.Sum(epoch => epoch.Seconds);

    /// <summary>An epoch by its place, from 0.</summary>
    /// <param name="index">From 0.</param>
    public EpochReport this[int index] => epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochReport> GetEnumerator() => epochs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Some epochs as a table, for a terminal.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var rows = Rows();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).Append('\n');
        return text.Append(Summary()).ToString();
    }

    /// <inheritdoc/>
    public string ToHtml()
    {
        var rows = Rows();
        return $"<div>{HtmlTable.Of(rows[0], rows[1..])}{HtmlTable.Paragraph(Summary())}</div>";
    }

    internal static double Watched(EpochReport epoch) => epoch.ValidationLoss ?? epoch.TrainLoss;

    private string Summary()
    {
        var best = Best;
        var metric = (best.ValidationMetric ?? best.TrainMetric) is { } value ? $", {MetricName} {value:F4}" : "";
        return $"{Count} epochs in {Seconds:F2} s{(StoppedEarly ? ", stopped early" : "")}; best epoch {best.Epoch}: {(best.ValidationLoss is null ? "training" : "validation")} loss {Watched(best):G4}{metric}";
    }

    /// <summary>The header, then evenly spaced epochs with the first, the last and the best.</summary>
    private List<string[]> Rows()
    {
        var shown = new SortedSet<int> { Array.IndexOf(epochs, Best) };
        for (var i = 0; i < Math.Min(Count, ShownEpochs); i++)
            shown.Add(Count <= ShownEpochs ? i : (int)Math.Round(i * (Count - 1.0) / (ShownEpochs - 1)));

        (string Title, Func<EpochReport, string?> Cell)[] columns =
        [
            ("epoch", epoch => $"{epoch.Epoch}"),
            ("train loss", epoch => $"{epoch.TrainLoss:G4}"),
            ("validation loss", epoch => epoch.ValidationLoss?.ToString("G4")),
            ($"train {MetricName}", epoch => epoch.TrainMetric?.ToString("F4")),
            ($"validation {MetricName}", epoch => epoch.ValidationMetric?.ToString("F4")),
            ("learning rate", epoch => $"{epoch.LearningRate:G4}"),
            ("seconds", epoch => $"{epoch.Seconds:G2}"),
        ];
        var used = columns.Where(column => column.Cell(epochs[0]) is not null).ToArray();
        var rows = new List<string[]> { Array.ConvertAll(used, column => column.Title) };
        rows.AddRange(shown.Select(i => Array.ConvertAll(used, column => column.Cell(epochs[i]) ?? "")));
        return rows;
    }
}
