using Descent.Charts.Diagrams;
using Descent.Charts.Rendering;
using Descent.Display;

namespace Descent.Charts;

/// <summary>
/// A network drawn as it is on a blackboard: inputs on the left, a column of circles for each layer, weights on the
/// lines. Positive weights are blue and solid, negative ones red and broken; the larger, the thicker.
/// </summary>
/// <example>
/// <code>
/// new NetworkDiagram()
///     .AddLayer("x₁", "x₂").AddLayer("or", "and").AddLayer("xor")
///     .Connect("x₁", "or", 1).Connect("x₂", "or", 1).Annotate("or", "≥ 0.5")
///     .Connect("x₁", "and", 1).Connect("x₂", "and", 1).Annotate("and", "≥ 1.5")
///     .Connect("or", "xor", 1).Connect("and", "xor", -1).Annotate("xor", "≥ 0.5")
/// </code>
/// </example>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class NetworkDiagram : Diagram<NetworkDiagram>
{
    private const double Radius = 24;
    private const double Between = 168;
    private const double Spacing = 92;
    private const double WireGap = 13;
    private readonly List<List<Unit>> layers = [];
    private readonly List<Link> links = [];

    /// <summary>Adds a column of units to the right; the first column holds the inputs.</summary>
    /// <param name="names">The names of the units, written inside them. Each is used once in a diagram.</param>
    /// <returns>This diagram.</returns>
    /// <exception cref="ArgumentException">There are no names, or one is taken.</exception>
    public NetworkDiagram AddLayer(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new ArgumentException("AddLayer: no names; a layer has at least one unit.", nameof(names));
        var layer = new List<Unit>();
        layers.Add(layer);
        foreach (var name in names)
        {
            if (layers.SelectMany(units => units).Any(unit => unit.Name == name))
                throw new ArgumentException($"AddLayer: there is already a unit “{name}”; each needs a name of its own.", nameof(names));
            layer.Add(new Unit(name, layers.Count - 1));
        }

        return this;
    }

    /// <summary>Joins two units; once more draws another wire beside the first.</summary>
    /// <param name="from">The name of the unit on the left.</param>
    /// <param name="to">The name of the unit on the right.</param>
    /// <param name="weight">The weight on the line; a plain line without a number when it is left out.</param>
    /// <returns>This diagram.</returns>
    /// <exception cref="ArgumentException">There is no such unit, or the line would not run to the right.</exception>
    public NetworkDiagram Connect(string from, string to, double? weight = null)
    {
        var (left, right) = (Find(nameof(Connect), from), Find(nameof(Connect), to));
        if (left.Layer >= right.Layer)
            throw new ArgumentException($"Connect: “{to}” does not stand to the right of “{from}”; signals run from left to right.", nameof(to));
        links.Add(new Link(left, right, weight));
        return this;
    }

    /// <summary>Joins every unit of the last layer but one to every unit of the last.</summary>
    /// <param name="weights">The weights, shape (out, in) as in <c>Linear</c>; plain lines when they are left out.</param>
    /// <returns>This diagram.</returns>
    /// <exception cref="ArgumentException">There are less than two layers, or the weights have another shape.</exception>
    public NetworkDiagram ConnectAll(double[,]? weights = null)
    {
        if (layers.Count < 2)
            throw new ArgumentException($"ConnectAll: {layers.Count} layers; it joins the last two.");
        var (inputs, outputs) = (layers[^2], layers[^1]);
        if (weights is not null && (weights.GetLength(0) != outputs.Count || weights.GetLength(1) != inputs.Count))
            throw new ArgumentException($"ConnectAll: weights are {weights.GetLength(0)} x {weights.GetLength(1)}; the layers take {outputs.Count} x {inputs.Count} (out, in).", nameof(weights));
        for (var to = 0; to < outputs.Count; to++)
        {
            for (var from = 0; from < inputs.Count; from++)
                links.Add(new Link(inputs[from], outputs[to], weights?[to, from]));
        }

        return this;
    }

    /// <summary>Writes a note below a unit, such as its threshold or bias.</summary>
    /// <param name="unit">The name of the unit.</param>
    /// <param name="text">What to say: "≥ 1.5".</param>
    /// <returns>This diagram.</returns>
    /// <exception cref="ArgumentException">There is no such unit.</exception>
    public NetworkDiagram Annotate(string unit, string text)
    {
        Find(nameof(Annotate), unit).Note = text;
        return this;
    }

    /// <inheritdoc/>
    public override string ToSvg() => ToSvg(Between);

    /// <summary>The picture with the layers this far apart.</summary>
    internal string ToSvg(double between)
    {
        var most = Math.Max(1, layers.Count == 0 ? 1 : layers.Max(layer => layer.Count));
        var radius = layers.SelectMany(layer => layer).Select(unit => Svg.WidthOf(unit.Text, 14) / 2 + 8).Append(Radius).Max();
        radius = Math.Min(radius, 40);
        var notesBetween = layers.Any(layer => layer.SkipLast(1).Any(unit => unit.Note is not null));
        var spacing = notesBetween || most < 4 ? Math.Max(Spacing, 2 * radius + 40) : 2 * radius + 16;
        var svg = new Svg(Math.Max(1, layers.Count - 1) * between + 2 * radius + 48, most * spacing + (notesBetween || most < 4 ? 8 : 40));
        (double X, double Y) At(Unit unit)
        {
            var layer = layers[unit.Layer];
            return (radius + 24 + unit.Layer * between, most * spacing / 2 - 4 + (layer.IndexOf(unit) - (layer.Count - 1) / 2.0) * spacing);
        }

        var largest = links.Max(link => link.Weight is { } weight && double.IsFinite(weight) ? Math.Abs(weight) : (double?)null) ?? 1;
        var wires = links.Where(link => !link.From.IsDots && !link.To.IsDots)
            .GroupBy(link => (link.From, link.To))
            .SelectMany(bundle => bundle.Select((link, i) => (link, Place: i, Shift: (i - (bundle.Count() - 1) / 2.0) * WireGap)))
            .ToList();
        ((double X, double Y) From, (double X, double Y) To) Ends(Link link, double shift)
        {
            var ((x1, y1), (x2, y2)) = (At(link.From), At(link.To));
            var length = Math.Sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
            var (dx, dy) = (-(y2 - y1) / length * shift, (x2 - x1) / length * shift);
            return ((x1 + dx, y1 + dy), (x2 + dx, y2 + dy));
        }

        foreach (var (link, _, shift) in wires)
        {
            var ((x1, y1), (x2, y2)) = Ends(link, shift);
            var thickness = link.Weight is null ? 1 : 1.2 + 2.3 * Math.Abs(link.Weight.Value) / Math.Max(largest, double.Epsilon);
            svg.Line(x1, y1, x2, y2, link.Weight is null ? "#aaaaaa" : link.Weight < 0 ? Palette.Vermillion : Palette.Blue, double.IsFinite(thickness) ? thickness : 1, link.Weight < 0);
        }

        foreach (var (link, place, shift) in wires)
        {
            if (link.Weight is not { } weight)
                continue;

            // A third of the way, where lines that cross in the middle are still apart; on a second wire further on, beside the first one's number.
            var ((x1, y1), (x2, y2)) = Ends(link, shift);
            var along = Math.Min(0.36 + 0.14 * place, 0.64);
            svg.Text(x1 + along * (x2 - x1), y1 + along * (y2 - y1) - 5, Words.Of(Math.Round(weight, 3)), 13, weight < 0 ? Palette.Vermillion : Palette.Blue, bold: true, halo: true);
        }

        foreach (var unit in layers.SelectMany(layer => layer))
        {
            var (x, y) = At(unit);
            if (unit.IsDots)
            {
                svg.Text(x, y + 8, "⋮", 26, "#555555");
                continue;
            }

            svg.Circle(x, y, radius, unit.Layer == 0 ? Palette.Tint(Palette.SkyBlue, 0.25) : unit.Layer == layers.Count - 1 ? Palette.Tint(Palette.Orange, 0.3) : "#ffffff", unit.Layer == 0 ? Palette.Blue : "#555555");
            svg.Text(x, y + 5, unit.Text, Math.Min(14, 14 * (2 * radius - 8) / Math.Max(1, Svg.WidthOf(unit.Text, 14))));
            if (unit.Note is not null)
                svg.Text(x, y + radius + 17, unit.Note, 13, "#444444", halo: true);
        }

        return svg.Close(Title.Length > 0 ? Title : "Network", string.Join(" ", Sentences()));
    }

    /// <summary>A column of nameless units, shortened when it is long.</summary>
    internal void AddBlankLayer(int units)
    {
        const int shown = 7;
        var layer = new List<Unit>();
        layers.Add(layer);
        for (var i = 0; i < Math.Min(units, shown); i++)
        {
            var isDots = units > shown && i == shown - 2;
            layer.Add(new Unit($"{layers.Count}.{i}", layers.Count - 1) { Text = "", IsDots = isDots });
        }

        layer[^1].Note = units == 1 ? "1 unit" : $"{units} units";
    }

    private protected override IEnumerable<string> Sentences()
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var named = layers[i].Where(unit => unit.Text.Length > 0).Select(unit => unit.Note is null ? unit.Name : $"{unit.Name} ({unit.Note})").ToList();
            yield return $"{(i == 0 ? "Inputs" : $"Layer {i}")}: {(named.Count > 0 ? string.Join(", ", named) : layers[i][^1].Note)}.";
        }

        foreach (var (from, to, weight) in links)
        {
            if (weight is not null)
                yield return $"{from.Name} → {to.Name}: {Words.Of(weight.Value)}.";
        }
    }

    private Unit Find(string operation, string name) =>
        layers.SelectMany(layer => layer).FirstOrDefault(unit => unit.Name == name)
        ?? throw new ArgumentException($"{operation}: there is no unit “{name}”; there are {string.Join(", ", layers.SelectMany(layer => layer).Select(unit => unit.Name))}.", nameof(name));

    private sealed class Unit(string name, int layer)
    {
        public string Name { get; } = name;

        public int Layer { get; } = layer;

        public string Text { get; init; } = name;

        public bool IsDots { get; init; }

        public string? Note { get; set; }
    }

    private sealed record Link(Unit From, Unit To, double? Weight);
}
