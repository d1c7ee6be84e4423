using Descent.Charts.Rendering;

namespace Descent.Charts.Traces;

/// <summary>Points in order, joined by a line or marked or both, in the plane or in space.</summary>
internal sealed class SeriesTrace : Trace
{
    private static readonly string[] Symbols = ["circle", "diamond", "square", "triangle-up", "cross", "x", "star"];
    private static readonly string[] SpatialSymbols = ["circle", "diamond", "square", "cross", "x"];

    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    public double[]? Z { get; init; }

    /// <summary>False for a name that another panel's legend explains.</summary>
    public bool InLegend { get; init; } = true;

    public bool Line { get; init; }

    public bool Markers { get; init; }

    public bool Dashed { get; init; }

    public double Width { get; init; } = 2.5;

    public double Size { get; init; } = 8;

    public string? Symbol { get; init; }

    /// <summary>Dark edges, for points on coloured ground.</summary>
    public bool Outlined { get; set; }

    public string[]? Labels { get; init; }

    public override bool IsSpatial => Z is not null;

    public override Extent Extent => Extent.Of(X, Y);

    public override JsonMap ToPlotly(string color, int shape)
    {
        var symbols = IsSpatial ? SpatialSymbols : Symbols;
        return new JsonMap
        {
            ["type"] = IsSpatial ? "scatter3d" : "scatter",
            ["mode"] = string.Join('+', Modes()),
            ["name"] = Words.Plotly(Name),
            ["showlegend"] = Name is not null && InLegend,
            ["x"] = X,
            ["y"] = Y,
            ["z"] = Z,
            ["line"] = Line
                ? new JsonMap { ["color"] = color, ["width"] = IsSpatial ? Width * 2 : Width, ["dash"] = Dashed ? "dash" : null }
                : null,
            ["marker"] = Markers
                ? new JsonMap
                {
                    ["color"] = color,
                    ["size"] = IsSpatial ? Size * 0.6 : Size,
                    ["symbol"] = Symbol ?? (Line ? "circle" : symbols[shape % symbols.Length]),
                    ["line"] = new JsonMap { ["color"] = Outlined || color is "white" or "#ffffff" ? "#333333" : "white", ["width"] = Line ? 0.0 : Outlined ? 1.2 : 0.8 },
                }
                : null,
            ["text"] = Labels?.Select(Words.Plotly),
            ["textposition"] = Labels is null ? null : "top center",
            ["hovertemplate"] = IsSpatial ? "(%{x:.4g}, %{y:.4g}, %{z:.4g})" : "(%{x:.5g}, %{y:.5g})",
        };
    }

    public override string InWords(AxisNames axes)
    {
        var name = Name is null ? "" : $" “{Name}”";
        var what = Line ? $"A line{name} of {Words.Count(X.Length, "point")}" : $"{Words.Count(X.Length, "point")}{name}";
        var last = X.Length - 1;
        var from = $"({Words.Of(X[0])}, {Words.Of(Y[0])}{(Z is null ? "" : $", {Words.Of(Z[0])}")})";
        var to = $"({Words.Of(X[last])}, {Words.Of(Y[last])}{(Z is null ? "" : $", {Words.Of(Z[last])}")})";
        if (last == 0)
            return $"{what} at {from}";
        if (Line)
            return $"{what} from {from} to {to}{Span(Z ?? Y, Z is null ? axes.Y : axes.Z)}";
        var box = Extent;
        return box.IsEmpty
            ? what
            : $"{what}, {axes.X} between {Words.Of(box.MinX)} and {Words.Of(box.MaxX)}, {axes.Y} between {Words.Of(box.MinY)} and {Words.Of(box.MaxY)}";
    }

    public override DataTable Table(AxisNames axes)
    {
        var y = Name ?? axes.Y;
        string[] columns = Z is null ? [axes.X, y] : [axes.X, axes.Y, Name ?? axes.Z];
        return new DataTable(
            Labels is null ? columns : ["", .. columns],
            [.. DataTable.Sample(X.Length).Select(Row)]);
    }

    private IReadOnlyList<string> Row(int i)
    {
        var cells = new List<string>();
        if (Labels is not null)
            cells.Add(Labels[i]);
        cells.Add(Words.Of(X[i]));
        cells.Add(Words.Of(Y[i]));
        if (Z is not null)
            cells.Add(Words.Of(Z[i]));
        return cells;
    }

    private IEnumerable<string> Modes()
    {
        if (Line)
            yield return "lines";
        if (Markers)
            yield return "markers";
        if (Labels is not null)
            yield return "text";
    }

    private static string Span(double[] values, string axis)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? "" : $"; {axis} between {Words.Of(finite.Min())} and {Words.Of(finite.Max())}";
    }
}
