using System.Xml.Linq;
using Descent.Charts.Diagrams;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Charts.Tests;

public sealed class DiagramTests
{
    public static TheoryData<string> Kinds => [.. DiagramGallery.Diagrams.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_diagram_is_well_formed_SVG_with_a_title_and_a_description(string kind)
    {
        var html = DiagramGallery.Diagrams[kind]().ToHtml();
        var drawings = XDocument.Parse(html).Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        Assert.NotEmpty(drawings);
        Assert.All(drawings, svg => Assert.Equal(["title", "desc"], svg.Elements().Take(2).Select(element => element.Name.LocalName)));
        Assert.All(drawings.SelectMany(svg => svg.Elements().Take(2)), element => Assert.NotEmpty(element.Value));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_computation_shows_names_values_gradients_and_local_derivatives()
    {
        var w = new Scalar(3, "w");
        var y = (w * 2).Named("y");
        y.Backward();
        var texts = Texts(Chart.Graph(y).ToSvg());
        Assert.Equal(["×2", "×3", "w", "3", "∇ 2", "constant", "2", "∇ 3", "y = *", "6", "∇ 1"], texts);
        Assert.Contains("y = 6, gradient 1, by * of w (×2) and 2 (×3).", Chart.Graph(y).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text()
    {
        var svg = Chart.Graph(new Scalar(1, "<b>&")).WithTitle("<script>").ToHtml();
        Assert.Contains("&lt;b&gt;&amp;", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", new NetworkDiagram().AddLayer("<i>").ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_computation_too_large_for_a_picture_is_refused()
    {
        var sum = Scalar.Sum(Enumerable.Range(0, 400).Select(i => new Scalar(i)));
        var error = Assert.Throws<ArgumentException>(() => Chart.Graph(sum));
        Assert.StartsWith("Graph: 401 nodes cannot be read in a picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_never_overlap_and_edges_run_to_the_right() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var count = random.Next(1, 40);
            var edges = Enumerable.Range(1, count - 1).SelectMany(to => Enumerable.Range(0, random.Next(1, 3)).Select(_ => (random.Next(to), to))).ToArray();
            var layout = new LayeredLayout(count, edges, height: 60, gap: 18);
            var places = Enumerable.Range(0, count).Select(node => layout[node]).ToArray();
            foreach (var column in places.GroupBy(place => place.Column))
            {
                var ys = column.Select(place => place.Y).Order().ToArray();
                for (var i = 1; i < ys.Length; i++)
                    Assert.True(ys[i] - ys[i - 1] > 77.9, $"seed {seed}: {ys[i - 1]} and {ys[i]}");
            }

            foreach (var (from, to) in edges)
                Assert.True(places[from].Column < places[to].Column);
            Assert.All(places, place => Assert.InRange(place.Y, 0, layout.Height));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_network_says_its_layers_and_weights()
    {
        var text = DiagramGallery.Diagrams["xor network"]().ToString();
        Assert.Equal(
            """
            XOR as a network of threshold units
            Inputs: x₁, x₂.
            Layer 1: or (≥ 0.5), and (≥ 1.5).
            Layer 2: xor (≥ 0.5).
            x₁ → or: 1.
            x₂ → or: 1.
            x₁ → and: 1.
            x₂ → and: 1.
            or → xor: 1.
            and → xor: -1.
            A unit fires when the weighted sum of its inputs reaches the number below it.
            """,
            text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Weights_join_two_layers_in_the_order_of_Linear()
    {
        var diagram = new NetworkDiagram().AddLayer("a", "b").AddLayer("c").ConnectAll(new double[,] { { 0.5, -2 } });
        Assert.Contains("a → c: 0.5.", diagram.ToString(), StringComparison.Ordinal);
        Assert.Contains("b → c: -2.", diagram.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_joined_twice_have_two_wires_beside_each_other()
    {
        var diagram = new NetworkDiagram().AddLayer("a").AddLayer("b").Connect("a", "b", 1).Connect("a", "b", 1);
        var wires = XDocument.Parse(diagram.ToSvg()).Descendants().Where(element => element.Name.LocalName == "line").ToList();
        Assert.Equal(2, wires.Count);
        Assert.NotEqual((string)wires[0].Attribute("y1")!, (string)wires[1].Attribute("y1")!);
    }

    [Fact]
    public void A_row_of_networks_says_each_in_words_and_then_its_caption()
    {
        var network = new NetworkDiagram().AddLayer("a").AddLayer("b").Connect("a", "b", 2);
        var lines = Chart.SideBySide(network, network).WithCaption("alike").ToString().Split(Environment.NewLine);
        Assert.Equal(2, lines.Count(line => line == "a → b: 2."));
        Assert.Equal("alike", lines[^1]);
    }

    [Fact]
    public void A_large_layer_is_shortened_and_says_its_size() =>
        Assert.Equal(["⋮", "100 units", "1 unit"], Texts(Chart.Network(100, 1).ToSvg()));

    public static TheoryData<string, Action, string> Mistakes => new()
    {
        { "twice", () => new NetworkDiagram().AddLayer("a", "a"), "AddLayer: there is already a unit “a”; each needs a name of its own." },
        { "empty", () => new NetworkDiagram().AddLayer(), "AddLayer: no names; a layer has at least one unit." },
        { "unknown", () => new NetworkDiagram().AddLayer("a", "b").Connect("a", "c"), "Connect: there is no unit “c”; there are a, b." },
        { "backwards", () => new NetworkDiagram().AddLayer("a").AddLayer("b").Connect("b", "a"), "Connect: “a” does not stand to the right of “b”; signals run from left to right." },
        { "shape", () => new NetworkDiagram().AddLayer("a").AddLayer("b").ConnectAll(new double[2, 1]), "ConnectAll: weights are 2 x 1; the layers take 1 x 1 (out, in)." },
        { "one layer", () => new NetworkDiagram().AddLayer("a").ConnectAll(), "ConnectAll: 1 layers; it joins the last two." },
        { "lonely", () => Chart.SideBySide(new NetworkDiagram()), "SideBySide: 1 networks; a row holds 2 or more." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Diagrams_refuse_what_cannot_be_drawn(string mistake, Action act, string message)
    {
        Assert.NotEmpty(mistake);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(string svg) =>
        XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);
}
