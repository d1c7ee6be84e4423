using System.Text;
using Descent.Charts.Traces;

namespace Descent.Charts.Rendering;

/// <summary>A figure in characters: curves and points by marks, values on a grid by shades, bars by bars.</summary>
internal static class FigureText
{
    private const int Columns = 64;
    private const int Rows = 16;
    private const string Marks = "•+×o*#@%";
    private const string Shades = " ░▒▓█";

    public static string Of(Figure figure)
    {
        var text = new StringBuilder();
        if (figure.Title.Length > 0)
            text.AppendLine(figure.Title);
        if (figure.Panels.Count > 0)
        {
            foreach (var panel in figure.Panels)
                text.AppendLine().Append(panel);
        }
        else
        {
            Trace[] traces = figure.Frames.Count > 0 ? [.. figure.Traces, .. figure.Frames[^1].Traces] : [.. figure.Traces];
            if (traces.Length > 0 && traces.All(trace => trace is BarTrace))
                AppendBars(text, traces.Cast<BarTrace>());
            else if (figure.XAxis.Named && traces is [GridTrace named])
                AppendTable(text, named.Table(figure.AxisNames)!);
            else if (traces.Length > 0)
                AppendPlot(text, figure, traces);
            foreach (var sentence in FigureWords.Of(figure).Single().Sentences)
                text.AppendLine(sentence);
        }

        if (figure.Caption.Length > 0)
            text.AppendLine(figure.Caption);
        return text.ToString().TrimEnd();
    }

    private static void AppendBars(StringBuilder text, IEnumerable<BarTrace> traces)
    {
        foreach (var trace in traces)
        {
            var rows = trace.Table(new AxisNames("", "", "")).Rows;
            var label = Math.Min(24, rows.Max(row => row[0].Length));
            var top = trace.Values.Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
            int[] shown = [.. DataTable.Sample(trace.Values.Length)];
            for (var i = 0; i < shown.Length; i++)
            {
                var value = trace.Values[shown[i]];
                var length = top > 0 && double.IsFinite(value) ? (int)Math.Round(Math.Abs(value) / top * 40) : 0;
                var name = rows[i][0].Length > label ? rows[i][0][..label] : rows[i][0];
                text.AppendLine($"{name.PadLeft(label)} {new string('█', length)} {rows[i][1]}");
            }
        }
    }

    private static void AppendTable(StringBuilder text, DataTable table)
    {
        int[] widths = [.. table.Columns.Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Length).Max())];
        foreach (var row in table.Rows.Prepend(table.Columns))
            text.AppendLine(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[i]))));
    }

    private static void AppendPlot(StringBuilder text, Figure figure, Trace[] traces)
    {
        var grid = traces.OfType<GridTrace>().FirstOrDefault(trace => trace.OnlyLevel is null);
        var box = grid?.ExtentOn(figure.XAxis.Logarithmic, figure.YAxis.Logarithmic) ?? traces.Aggregate(Extent.Empty, (sum, trace) => sum.Union(trace.Extent));
        if (box.IsEmpty)
            return;
        if (figure.XAxis.Range is { } xRange)
            box = box with { MinX = xRange.From, MaxX = xRange.To };
        if (figure.YAxis.Range is { } yRange)
            box = box with { MinY = yRange.From, MaxY = yRange.To };
        var cells = new char[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
                cells[row, column] = ' ';
        }

        var x = Scale(box.MinX, box.MaxX, figure.XAxis.Logarithmic);
        var y = Scale(box.MinY, box.MaxY, figure.YAxis.Logarithmic);
        if (grid is not null)
            Shade(cells, grid, figure.YAxis.Reversed);
        var mark = 0;
        var legend = new StringBuilder();
        foreach (var series in traces.OfType<SeriesTrace>())
        {
            var sign = Marks[mark++ % Marks.Length];
            if (series.Name is not null)
                legend.Append($"  {sign} {series.Name}");
            Mark(cells, series, sign, x, y, figure.YAxis.Reversed);
        }

        string[] labels = figure.YAxis.Hidden ? ["", ""] : [Words.Of(figure.YAxis.Reversed ? box.MinY : box.MaxY), Words.Of(figure.YAxis.Reversed ? box.MaxY : box.MinY)];
        var margin = labels.Max(label => label.Length);
        for (var row = 0; row < Rows; row++)
        {
            var label = row == 0 ? labels[0] : row == Rows - 1 ? labels[1] : "";
            text.Append(label.PadLeft(margin)).Append('│');
            for (var column = 0; column < Columns; column++)
                text.Append(cells[row, column]);
            while (text[^1] == ' ')
                text.Length--;
            text.AppendLine();
        }

        var (left, right) = (Words.Of(box.MinX), Words.Of(box.MaxX));
        text.AppendLine($"{new string(' ', margin)}└{new string('─', Columns)}");
        if (!figure.XAxis.Hidden)
            text.AppendLine($"{new string(' ', margin + 1)}{left}{right.PadLeft(Math.Max(1, Columns - left.Length))}");
        if (legend.Length > 0)
            text.AppendLine(legend.ToString());
    }

    /// <summary>Maps a number to 0..1, or NaN where it cannot be drawn.</summary>
    private static Func<double, double> Scale(double min, double max, bool logarithmic)
    {
        if (logarithmic && min > 0)
            return value => value > 0 ? (Math.Log(value) - Math.Log(min)) / Math.Max(double.Epsilon, Math.Log(max) - Math.Log(min)) : double.NaN;
        return max > min ? value => (value - min) / (max - min) : _ => 0.5;
    }

    private static void Mark(char[,] cells, SeriesTrace series, char sign, Func<double, double> x, Func<double, double> y, bool down)
    {
        void Put(double u, double v)
        {
            if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1))
                return;
            var row = (int)Math.Round((down ? v : 1 - v) * (Rows - 1));
            cells[row, (int)Math.Round(u * (Columns - 1))] = sign;
        }

        for (var i = 0; i < series.X.Length; i++)
        {
            var (u, v) = (x(series.X[i]), y(series.Y[i]));
            Put(u, v);
            if (!series.Line || i == 0)
                continue;
            var (fromU, fromV) = (x(series.X[i - 1]), y(series.Y[i - 1]));
            var length = Math.Max(Math.Abs(u - fromU) * Columns, Math.Abs(v - fromV) * Rows);
            for (var step = 1; step < Math.Min(length, 4 * Columns); step++)
                Put(fromU + (u - fromU) * step / length, fromV + (v - fromV) * step / length);
        }
    }

    private static void Shade(char[,] cells, GridTrace grid, bool down)
    {
        double Shown(double value) => grid.Logarithmic ? Math.Log(value) : value;
        var finite = grid.Values.Cast<double>().Select(Shown).Where(double.IsFinite).ToArray();
        if (finite.Length == 0)
            return;
        var (low, high) = (finite.Min(), finite.Max());
        var (rows, columns) = (grid.Values.GetLength(0), grid.Values.GetLength(1));
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var gridRow = Math.Min(rows - 1, row * rows / Rows);
                var value = Shown(grid.Values[down ? gridRow : rows - 1 - gridRow, Math.Min(columns - 1, column * columns / Columns)]);
                if (double.IsFinite(value) && high > low)
                    cells[row, column] = Shades[(int)Math.Round((value - low) / (high - low) * (Shades.Length - 1))];
            }
        }
    }
}
