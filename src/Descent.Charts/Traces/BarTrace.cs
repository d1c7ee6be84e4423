using Descent.Charts.Rendering;

namespace Descent.Charts.Traces;

/// <summary>Bars over names, or over intervals of numbers (a histogram).</summary>
internal sealed class BarTrace : Trace
{
    /// <summary>The names under the bars; null for a histogram.</summary>
    public string[]? Labels { get; init; }

    /// <summary>The edges of the intervals, one more than bars; null for named bars.</summary>
    public double[]? Edges { get; init; }

    public required double[] Values { get; init; }

    public override Extent Extent
    {
        get
        {
            var values = Values.Where(double.IsFinite).Append(0).ToArray();
            return Edges is null
                ? new Extent(-0.5, Values.Length - 0.5, values.Min(), values.Max())
                : new Extent(Edges[0], Edges[^1], values.Min(), values.Max());
        }
    }

    public override JsonMap ToPlotly(string color, int shape) => new()
    {
        ["type"] = "bar",
        ["name"] = Words.Plotly(Name),
        ["showlegend"] = Name is not null,
        ["x"] = Edges is null ? Labels!.Select(Words.Plotly) : Centres(),
        ["y"] = Values,
        ["width"] = Edges?.Zip(Edges.Skip(1), (left, right) => right - left),
        ["opacity"] = Edges is null ? null : 0.75,
        ["marker"] = new JsonMap { ["color"] = color, ["line"] = new JsonMap { ["color"] = "white", ["width"] = 1 } },
        ["hovertemplate"] = Edges is null ? "%{x}: %{y:.5g}" : null,
        ["text"] = Edges is null ? null : Values.Select((_, i) => Interval(i)),
        ["textposition"] = Edges is null ? null : "none",
    };

    public override string InWords(AxisNames axes)
    {
        var name = Name is null ? "" : $" “{Name}”";
        var top = Array.IndexOf(Values, Values.Max());
        return Edges is null
            ? $"{Words.Count(Values.Length, "bar")}{name}, the highest {Labels![Math.Max(top, 0)]} at {Words.Of(Values[Math.Max(top, 0)])}"
            : $"A histogram{name} of {Words.Count((int)Values.Sum(), "value")} in {Words.Count(Values.Length, "bin")}, most of them ({Words.Of(Values[top])}) in {Interval(top)}";
    }

    public override DataTable Table(AxisNames axes) =>
        new([axes.X, Name ?? axes.Y],
            [.. DataTable.Sample(Values.Length).Select(i => new[] { Edges is null ? Labels![i] : Interval(i), Words.Of(Values[i]) })]);

    private double[] Centres() => [.. Edges!.Zip(Edges!.Skip(1), (left, right) => (left + right) / 2)];

    private string Interval(int i) => $"{Words.Of(Edges![i])} to {Words.Of(Edges[i + 1])}";
}
