using Descent.Charts.Diagrams;
using Descent.Charts.Rendering;
using Descent.Display;

namespace Descent.Charts;

/// <summary>
/// A computation over <see cref="Scalar"/>s, drawn from left to right: each box shows a value and its gradient, each
/// arrow the local derivative by which the gradient is multiplied on its way back.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class ComputationGraph : Diagram<ComputationGraph>
{
    private const int MaxNodes = 300;
    private const double BoxHeight = 62;
    private const double Gap = 18;
    private readonly ScalarGraph graph;

    internal ComputationGraph(ScalarGraph graph)
    {
        if (graph.Nodes.Count > MaxNodes)
            throw new ArgumentException($"Graph: {graph.Nodes.Count} nodes cannot be read in a picture; draw a smaller computation, such as the loss of one example (at most {MaxNodes} nodes).", nameof(graph));
        this.graph = graph;
    }

    /// <inheritdoc/>
    public override string ToSvg()
    {
        var edges = graph.Edges.Select(edge => (edge.From, edge.To)).ToArray();
        var layout = new LayeredLayout(graph.Nodes.Count, edges, BoxHeight, Gap);
        var box = Math.Clamp(graph.Nodes.Max(node => Svg.WidthOf(Heading(node), 14)) + 14, 84, 220);
        const double between = 54;
        var svg = new Svg(layout.Columns * (box + between) - between + 24, layout.Height + 24);
        double Left(int column) => 12 + column * (box + between);

        for (var i = 0; i < graph.Edges.Count; i++)
        {
            var route = layout.RouteOf(i);
            var points = new List<(double X, double Y)> { (Left(route[0].Column) + box, route[0].Y + 12) };
            foreach (var (column, y) in route.Skip(1).SkipLast(1))
                points.AddRange([(Left(column), y + 12), (Left(column) + box, y + 12)]);

            // Two edges into one box end apart, in the order of the formula.
            var into = graph.Edges.Where(edge => edge.To == graph.Edges[i].To).ToList();
            var shift = (into.IndexOf(graph.Edges[i]) - (into.Count - 1) / 2.0) * Math.Min(18, (BoxHeight - 14) / Math.Max(1, into.Count - 1));
            if (graph.Edges.Take(i).Count(edge => edge == graph.Edges[i]) is > 0 and var repeats)
                shift += repeats * 18;
            points.Add((Left(route[^1].Column), route[^1].Y + 12 + shift));
            svg.Flow(points, "#777777");
        }

        for (var i = 0; i < graph.Edges.Count; i++)
        {
            var route = layout.RouteOf(i);
            var into = graph.Edges.Where(edge => edge.To == graph.Edges[i].To).ToList();
            if (into.Count > 6)
                continue;
            var shift = (into.IndexOf(graph.Edges[i]) - (into.Count - 1) / 2.0) * Math.Min(18, (BoxHeight - 14) / Math.Max(1, into.Count - 1));
            if (graph.Edges.Take(i).Count(edge => edge == graph.Edges[i]) is > 0 and var repeats)
                shift += repeats * 18;

            // Near the arrow's head, where edges to one box have already parted; above a lone arrow, which it would hide.
            var above = into.Count == 1 ? 9 : 0;
            var (fromY, toY) = (route[^2].Y + 12, route[^1].Y + 12 + shift);
            svg.Text(Left(route[^1].Column) - 0.45 * between, fromY + 0.62 * (toY - fromY) + 4 - above, $"×{Short(graph.Edges[i].LocalDerivative)}", 11.5, "#555555", halo: true);
        }

        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var (column, y) = layout[i];
            var (x, middle) = (Left(column), y + 12);
            var (fill, stroke) = node.IsLeaf ? (Palette.Tint(Palette.SkyBlue, 0.25), Palette.Blue)
                : i == graph.Nodes.Count - 1 ? (Palette.Tint(Palette.Orange, 0.3), Palette.Orange)
                : ("#ffffff", "#777777");
            svg.Box(x, middle - BoxHeight / 2, box, BoxHeight, fill, stroke);
            svg.Text(x + box / 2, middle - 12, Heading(node), 14, bold: true);
            svg.Text(x + box / 2, middle + 6, Short(node.Value), 13);
            svg.Text(x + box / 2, middle + 23, $"∇ {Short(node.Grad)}", 13, Palette.Vermillion);
        }

        return svg.Close(Title.Length > 0 ? Title : "Computation graph", string.Join(" ", Sentences()));
    }

    private protected override string DefaultCaption =>
        "Above: the value. ∇: the gradient of the last box with respect to this one. On each arrow: the factor by which the gradient is multiplied on its way back.";

    private static string Heading(ScalarNode node) =>
        node.Name is null ? node.IsLeaf ? "constant" : node.Operation
            : node.IsLeaf ? node.Name : $"{node.Name} = {node.Operation}";

    // Adding 0 turns -0, which multiplying by 0 leaves behind, into 0.
    private static string Short(double number) => (number + 0.0).ToString("G4", System.Globalization.CultureInfo.InvariantCulture);

    private protected override IEnumerable<string> Sentences()
    {
        foreach (var node in graph.Nodes)
        {
            var from = graph.Edges.Where(edge => edge.To == node.Id).Select(edge => $"{Label(edge.From)} (×{Words.Of(edge.LocalDerivative)})");
            yield return $"{Label(node.Id)} = {Words.Of(node.Value)}, gradient {Words.Of(node.Grad)}{(node.IsLeaf ? "" : $", by {node.Operation} of {string.Join(" and ", from)}")}.";
        }
    }

    private string Label(int id) => graph.Nodes[id].Name ?? (graph.Nodes[id].IsLeaf ? Words.Of(graph.Nodes[id].Value) : $"#{id}");
}
