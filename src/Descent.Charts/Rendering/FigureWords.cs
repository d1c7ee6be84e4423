using Descent.Charts.Traces;

namespace Descent.Charts.Rendering;

/// <summary>What a figure shows, for readers who do not see it drawn: sentences and tables for each of its panels.</summary>
internal static class FigureWords
{
    public static IEnumerable<(string Heading, List<string> Sentences, List<DataTable> Tables)> Of(Figure figure)
    {
        if (figure.Panels.Count == 0)
            yield return ("", Sentences(figure), Tables(figure));
        foreach (var panel in figure.Panels)
            yield return (panel.Title, Sentences(panel), Tables(panel));
    }

    private static List<string> Sentences(Figure figure)
    {
        var axes = figure.AxisNames;
        var sentences = new List<string>();
        if (figure.XAxis.Title is not null || figure.YAxis.Title is not null)
            sentences.Add($"Horizontal: {axes.X}. Vertical: {(figure.IsSpatial ? axes.Z : axes.Y)}{(figure.IsSpatial ? $", over {axes.X} and {axes.Y}" : "")}.");
        sentences.AddRange(figure.Traces.Select(trace => trace.InWords(axes) + "."));
        if (figure.Frames.Count > 0)
        {
            var (first, last) = (figure.Frames[0], figure.Frames[^1]);
            sentences.Add($"An animation of {Words.Count(figure.Frames.Count, "frame")}, from “{figure.FramePrefix}{first.Label}” to “{figure.FramePrefix}{last.Label}”. In the last frame:");
            sentences.AddRange(last.Traces.Select(trace => trace.InWords(axes) + "."));
        }

        sentences.AddRange(figure.Notes.Where(note => note.Text.Length > 0 && !figure.XAxis.Hidden)
            .Select(note => $"At ({Words.Of(note.X)}, {Words.Of(note.Y)}): {note.Text}"));
        sentences.AddRange(figure.Rules.Where(rule => rule.Label is not null)
            .Select(rule => $"A line at {(rule.IsVertical ? axes.X : axes.Y)} = {Words.Of(rule.At)}: {rule.Label}"));
        if (sentences.Count == 0)
            sentences.Add("Nothing has been drawn yet.");
        return sentences;
    }

    private static List<DataTable> Tables(Figure figure)
    {
        var axes = figure.AxisNames;
        var traces = figure.Frames.Count > 0 ? [.. figure.Traces, .. figure.Frames[^1].Traces] : figure.Traces;
        var tables = new List<DataTable>();
        var joined = new HashSet<Trace>();
        foreach (var trace in traces)
        {
            if (joined.Contains(trace))
                continue;
            if (trace.Table(axes) is not { } table)
                continue;

            // Curves over the same x share a table.
            if (trace is SeriesTrace { Z: null, Labels: null } series)
            {
                foreach (var other in traces.OfType<SeriesTrace>().Where(other => other != series && other is { Z: null, Labels: null } && other.X.AsSpan().SequenceEqual(series.X)))
                {
                    joined.Add(other);
                    var column = other.Table(axes);
                    table = new DataTable(
                        [.. table.Columns, column.Columns[1]],
                        [.. table.Rows.Zip(column.Rows, (row, cells) => (IReadOnlyList<string>)[.. row, cells[1]])]);
                }
            }

            tables.Add(table);
        }

        return tables;
    }
}
