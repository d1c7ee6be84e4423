using System.Globalization;
using Descent.Charts.Rendering;

namespace Descent.Charts.Traces;

/// <summary>A value for each cell of a grid: rows follow y, columns follow x.</summary>
internal sealed class GridTrace : Trace
{
    private const int MaxTableSide = 12;
    private const int MaxPowers = 12;

    public required GridKind Kind { get; init; }

    public required double[,] Values { get; init; }

    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    public string[]? XLabels { get; init; }

    public string[]? YLabels { get; init; }

    public ColorScale Scale { get; init; }

    /// <summary>Colours for the whole numbers 0, 1, ... instead of a scale.</summary>
    public string[]? ClassColors { get; init; }

    /// <summary>Colours from low to high instead of a scale.</summary>
    public string[]? Stops { get; set; }

    /// <summary>What to write into each cell, in place of its value.</summary>
    public string[,]? CellTexts { get; init; }

    /// <summary>Ground for the points on top of it, which do without a table of it.</summary>
    public bool IsBackground { get; init; }

    public bool ShowValues { get; init; }

    public bool ShowScale { get; init; } = true;

    public string? ScaleTitle { get; init; }

    public double Opacity { get; init; } = 1;

    /// <summary>Levels of a contour; 0 for Plotly's choice.</summary>
    public int Levels { get; init; }

    /// <summary>The one level a contour is drawn at, as a line without fill.</summary>
    public double? OnlyLevel { get; init; }

    /// <summary>Colours and levels by the logarithm of the values.</summary>
    public bool Logarithmic { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>A sentence that says more than the numbers would (a grid of images).</summary>
    public string? Description { get; init; }

    public override bool IsSpatial => Kind == GridKind.Surface;

    public override bool TakesColor => false;

    public override Extent Extent => ExtentOn(logX: false, logY: false);

    public override Extent ExtentOn(bool logX, bool logY)
    {
        var ((minX, maxX), (minY, maxY)) = (Ends(X, logX), Ends(Y, logY));
        return new Extent(minX, maxX, minY, maxY);
    }

    public override JsonMap ToPlotly(string color, int shape)
    {
        var drawn = Logarithmic ? Map(Values, Math.Log10) : Values;
        var map = new JsonMap
        {
            ["type"] = Kind switch { GridKind.Heatmap => "heatmap", GridKind.Contour => "contour", _ => "surface" },
            ["name"] = Words.Plotly(Name),
            ["x"] = XLabels is null ? X : XLabels.Select(Words.Plotly),
            ["y"] = YLabels is null ? Y : YLabels.Select(Words.Plotly),
            ["z"] = drawn,
            ["colorscale"] = ClassColors is not null ? Steps(ClassColors) : Stops is not null ? ColorScales.Stops(Stops) : Scale.ToPlotly(),
            ["showlegend"] = false,
            ["showscale"] = ShowScale,
            ["colorbar"] = ShowScale ? ColorBar(drawn) : null,
            ["opacity"] = Opacity == 1 ? null : Opacity,
            ["customdata"] = Logarithmic ? Values : null,
            ["hovertemplate"] = $"(%{{x:.4g}}, %{{y:.4g}}): %{{{(Logarithmic ? "customdata" : "z")}:.5g}}<extra></extra>",
        };
        var (min, max) = (ClassColors is null ? Drawn(Min) : -0.5, ClassColors is null ? Drawn(Max) : ClassColors.Length - 0.5);
        map[Kind == GridKind.Surface ? "cmin" : "zmin"] = min;
        map[Kind == GridKind.Surface ? "cmax" : "zmax"] = max;
        if (XLabels is not null)
            map["hovertemplate"] = "%{y}, %{x}: %{z:.5g}<extra></extra>";
        switch (Kind)
        {
            case GridKind.Heatmap when CellTexts is not null:
                map["text"] = Rows(CellTexts);
                map["texttemplate"] = "%{text}";
                map["hovertemplate"] = "%{y} as %{x}: %{text}<extra></extra>";
                break;
            case GridKind.Heatmap when ClassColors is not null || IsBackground:
                map["hoverinfo"] = "skip";
                map["hovertemplate"] = null;
                break;
            case GridKind.Heatmap when ShowValues:
                map["texttemplate"] = "%{z:.4~g}";
                break;
            case GridKind.Contour when OnlyLevel is { } level:
                map["autocontour"] = false;
                map["contours"] = new JsonMap { ["coloring"] = "lines", ["start"] = level, ["end"] = level, ["size"] = 1 };
                map["colorscale"] = new object[] { new object[] { 0.0, "black" }, new object[] { 1.0, "black" } };
                map["line"] = new JsonMap { ["width"] = 2.5 };
                map["hoverinfo"] = "skip";
                map["hovertemplate"] = null;
                break;
            case GridKind.Contour:
                map["ncontours"] = Levels == 0 ? 20 : Levels;
                map["line"] = new JsonMap { ["width"] = 0.6, ["color"] = Stops is null || IsBackground ? "rgba(255,255,255,0.7)" : "rgba(70,90,120,0.6)" };
                break;
        }

        return map;
    }

    public override string InWords(AxisNames axes)
    {
        if (Description is not null)
            return Description;
        if (OnlyLevel is { } level)
            return $"The line where the value is {Words.Of(level)}";
        var finite = Values.Cast<double>().Where(double.IsFinite).ToArray();
        var (rows, columns) = (Values.GetLength(0), Values.GetLength(1));
        var what = Kind switch
        {
            GridKind.Heatmap => "A map",
            GridKind.Contour => "Contour lines",
            _ => "A surface",
        };
        if (finite.Length == 0)
            return $"{what} of {rows} x {columns} values, none of them a number";
        var (low, high) = (finite.Min(), finite.Max());
        var (lowRow, lowColumn) = Where(low);
        var (highRow, highColumn) = Where(high);
        return $"{what}{(Name is null ? "" : $" “{Name}”")} of {rows} x {columns} values, the lowest {Words.Of(low)} at {At(lowRow, lowColumn)}, the highest {Words.Of(high)} at {At(highRow, highColumn)}";
    }

    public override DataTable? Table(AxisNames axes)
    {
        if (IsBackground || (Description is not null && CellTexts is null))
            return null;
        int[] rows = [.. Thin(Values.GetLength(0))];
        int[] columns = [.. Thin(Values.GetLength(1))];
        return new DataTable(
            [$"{axes.Y} \\ {axes.X}", .. columns.Select(column => XLabels?[column] ?? Words.Of(X[column]))],
            [.. rows.Select(row => (string[])
                [YLabels?[row] ?? Words.Of(Y[row]), .. columns.Select(column => CellTexts?[row, column] ?? Words.Of(Values[row, column]))])]);
    }

    // The cells of a heatmap reach half-way to the next centre, and the outer ones as far to the other side: half-way as the axis
    // counts, where Plotly draws the edges, too.
    private (double From, double To) Ends(double[] at, bool logarithmic)
    {
        double[] drawn = logarithmic ? [.. at.Where(place => place > 0).Select(place => Math.Log(place))] : at;
        if (drawn.Length == 0)
            return (double.PositiveInfinity, double.NegativeInfinity);
        var alone = logarithmic ? Math.Log(2) : 0.5;
        var (first, last) = Kind != GridKind.Heatmap ? (0, 0)
            : drawn.Length < 2 ? (alone, alone)
            : (Math.Abs(drawn[1] - drawn[0]) / 2, Math.Abs(drawn[^1] - drawn[^2]) / 2);
        var (from, to) = (drawn.Min() - first, drawn.Max() + last);
        return logarithmic ? (Math.Exp(from), Math.Exp(to)) : (from, to);
    }

    private double? Drawn(double? value) => Logarithmic && value is { } number ? Math.Log10(number) : value;

    private static IEnumerable<int> Thin(int count) =>
        count <= MaxTableSide
            ? Enumerable.Range(0, count)
            : Enumerable.Range(0, MaxTableSide).Select(i => (int)Math.Round(i * (count - 1.0) / (MaxTableSide - 1)));

    private static double[,] Map(double[,] values, Func<double, double> function)
    {
        var mapped = new double[values.GetLength(0), values.GetLength(1)];
        for (var row = 0; row < values.GetLength(0); row++)
        {
            for (var column = 0; column < values.GetLength(1); column++)
                mapped[row, column] = function(values[row, column]);
        }

        return mapped;
    }

    private static IEnumerable<IEnumerable<string?>> Rows(string[,] texts) =>
        Enumerable.Range(0, texts.GetLength(0)).Select(row =>
            Enumerable.Range(0, texts.GetLength(1)).Select(column => Words.Plotly(texts[row, column])));

    // Each colour twice, so that the scale jumps half-way between two whole numbers.
    private static object[] Steps(string[] colors) =>
        [.. colors.SelectMany((color, i) => new object[]
        {
            new object[] { i / (double)colors.Length, color },
            new object[] { (i + 1) / (double)colors.Length, color },
        })];

    private JsonMap ColorBar(double[,] drawn)
    {
        var bar = new JsonMap
        {
            ["thickness"] = 16,
            ["outlinewidth"] = 0,
            ["title"] = ScaleTitle is null ? null : new JsonMap { ["text"] = Words.Plotly(ScaleTitle), ["side"] = "right" },
        };
        if (Logarithmic)
        {
            var finite = drawn.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
            var (low, high) = ((int)Math.Ceiling(Drawn(Min) ?? finite.Min()), (int)Math.Floor(Drawn(Max) ?? finite.Max()));
            var step = Math.Max(1, (high - low + MaxPowers) / MaxPowers);
            var powers = Enumerable.Range(0, Math.Max(0, (high - low) / step + 1)).Select(i => (double)(low + i * step)).ToArray();
            bar["tickvals"] = powers;
            bar["ticktext"] = powers.Select(power => Math.Pow(10, power).ToString("G6", CultureInfo.InvariantCulture));
        }

        return bar;
    }

    private (int Row, int Column) Where(double value)
    {
        for (var row = 0; row < Values.GetLength(0); row++)
        {
            for (var column = 0; column < Values.GetLength(1); column++)
            {
                if (Values[row, column] == value)
                    return (row, column);
            }
        }

        return (0, 0);
    }

    private string At(int row, int column) =>
        $"({XLabels?[column] ?? Words.Of(X[column])}, {YLabels?[row] ?? Words.Of(Y[row])})";
}
