using Descent.Charts.Rendering;
using Descent.Charts.Traces;
using Descent.Display;

namespace Descent.Charts;

/// <summary>
/// A picture of data: drawn by plotly.js in a notebook, told in words and a table where no script runs, and in
/// characters on a terminal.
/// </summary>
/// <remarks>
/// Start one with <see cref="Chart"/>, add to it with <c>Add...</c>, dress it with <c>With...</c>. Each of these
/// changes the figure and returns it, so that a cell is one sentence. All text is text: "a &lt; b" or even a script
/// element in a title is shown as it is written.
/// </remarks>
/// <example>
/// <code>
/// Chart.Line(trainLoss, name: "training")
///      .AddLine(validationLoss, name: "validation")
///      .WithTitle("Loss").WithAxes("epoch", "cross-entropy")
///      .WithCaption("From epoch 12 on the network learns the training set by heart.")
/// </code>
/// </example>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [PlotlyFormatter.PlotlyMimeType, "text/html"])]
public sealed partial class Figure : IHtml
{
    /// <summary>The title above the picture; empty for none.</summary>
    public string Title { get; set; } = "";

    /// <summary>The sentence below the picture that says what to see; empty for none.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Width in pixels.</summary>
    public int Width { get; set; } = 720;

    /// <summary>Height in pixels.</summary>
    public int Height { get; set; } = 440;

    internal List<Trace> Traces { get; } = [];

    internal List<Note> Notes { get; } = [];

    internal List<Rule> Rules { get; } = [];

    internal List<Frame> Frames { get; } = [];

    internal List<Figure> Panels { get; } = [];

    internal Axis XAxis { get; } = new();

    internal Axis YAxis { get; } = new();

    internal Axis ZAxis { get; } = new();

    internal bool EqualAxes { get; private set; }

    internal bool Legend { get; private set; } = true;

    internal bool ColorBar { get; private set; } = true;

    internal string FramePrefix { get; set; } = "";

    internal int FrameMilliseconds { get; set; } = 300;

    internal AxisNames AxisNames => new(XAxis.Title ?? "x", YAxis.Title ?? "y", ZAxis.Title ?? "z");

    /// <summary>The traces of the figure and of all its frames.</summary>
    internal IEnumerable<Trace> AllTraces => Traces.Concat(Frames.SelectMany(frame => frame.Traces));

    internal bool IsSpatial => AllTraces.Any(trace => trace.IsSpatial);

    /// <summary>Sets the title.</summary>
    /// <param name="title">Text; a line break is kept.</param>
    /// <returns>This figure.</returns>
    public Figure WithTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
        return this;
    }

    /// <summary>Sets the sentence below the picture that says what to see.</summary>
    /// <param name="caption">Text.</param>
    /// <returns>This figure.</returns>
    public Figure WithCaption(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        Caption = caption;
        return this;
    }

    /// <summary>Names the axes.</summary>
    /// <param name="x">What runs to the right, with its unit: "epoch", "petal width (cm)".</param>
    /// <param name="y">What runs upwards.</param>
    /// <param name="z">What runs upwards in space, where there are three.</param>
    /// <returns>This figure.</returns>
    public Figure WithAxes(string x, string y, string? z = null)
    {
        XAxis.Title = x;
        YAxis.Title = y;
        ZAxis.Title = z;
        return this;
    }

    /// <summary>Sets the size.</summary>
    /// <param name="width">Pixels, 100 to 4000.</param>
    /// <param name="height">Pixels, 100 to 4000.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size nobody could read.</exception>
    public Figure WithSize(int width, int height)
    {
        if (width is < 100 or > 4000 || height is < 100 or > 4000)
            throw new ArgumentOutOfRangeException(nameof(width), $"WithSize: {width} x {height} pixels; both must lie between 100 and 4000.");
        Width = width;
        Height = height;
        return this;
    }

    /// <summary>Shows this part of the x axis only.</summary>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <returns>This figure.</returns>
    public Figure WithXRange(double from, double to)
    {
        XAxis.Range = Checked(nameof(WithXRange), from, to, XAxis);
        return this;
    }

    /// <summary>Shows this part of the y axis only.</summary>
    /// <param name="from">The lower end.</param>
    /// <param name="to">The upper end.</param>
    /// <returns>This figure.</returns>
    public Figure WithYRange(double from, double to)
    {
        YAxis.Range = Checked(nameof(WithYRange), from, to, YAxis);
        return this;
    }

    /// <summary>A logarithmic x axis; values that are not positive are not drawn.</summary>
    /// <returns>This figure.</returns>
    public Figure WithLogX()
    {
        XAxis.Logarithmic = true;
        return this;
    }

    /// <summary>A logarithmic y axis; values that are not positive are not drawn.</summary>
    /// <returns>This figure.</returns>
    public Figure WithLogY()
    {
        YAxis.Logarithmic = true;
        return this;
    }

    /// <summary>The same scale on both axes, so that circles are round and right angles right.</summary>
    /// <returns>This figure.</returns>
    public Figure WithEqualAxes()
    {
        EqualAxes = true;
        return this;
    }

    /// <summary>Puts these labels on the x axis.</summary>
    /// <param name="at">Where.</param>
    /// <param name="labels">What they say, one for each.</param>
    /// <returns>This figure.</returns>
    public Figure WithXTicks(IEnumerable<double> at, IEnumerable<string> labels)
    {
        XAxis.Ticks = CheckedTicks(nameof(WithXTicks), at, labels);
        return this;
    }

    /// <summary>Puts these labels on the y axis.</summary>
    /// <param name="at">Where.</param>
    /// <param name="labels">What they say, one for each.</param>
    /// <returns>This figure.</returns>
    public Figure WithYTicks(IEnumerable<double> at, IEnumerable<string> labels)
    {
        YAxis.Ticks = CheckedTicks(nameof(WithYTicks), at, labels);
        return this;
    }

    /// <summary>Leaves the scale of colours out, where the caption says what they mean.</summary>
    /// <returns>This figure.</returns>
    public Figure WithoutColorBar()
    {
        ColorBar = false;
        return this;
    }

    /// <summary>Leaves the axes out: no lines, no ticks, no grid. For drawings, where places mean nothing.</summary>
    /// <returns>This figure.</returns>
    public Figure WithoutAxes()
    {
        (XAxis.Hidden, YAxis.Hidden) = (true, true);
        return this;
    }

    /// <summary>Leaves the legend out.</summary>
    /// <returns>This figure.</returns>
    public Figure WithoutLegend()
    {
        Legend = false;
        return this;
    }

    /// <summary>
    /// The figure as Plotly's JSON: an object with <c>data</c>, <c>layout</c>, <c>config</c> and, for an animation,
    /// <c>frames</c>. Numbers carry eight significant digits, those of a grid six; NaN and infinities are null, which Plotly draws as gaps.
    /// </summary>
    /// <returns>JSON that may stand inside an HTML script element as it is.</returns>
    public string ToJson() => JsonText.Write(PlotlyJson.Of(this));

    /// <inheritdoc/>
    public string ToHtml() => FigureHtml.Of(this);

    /// <summary>The figure for a terminal: its title, a plot in characters and its axes and caption in words.</summary>
    /// <returns>Lines of text, at most 78 characters wide.</returns>
    public override string ToString() => FigureText.Of(this);

    private static (double From, double To) Checked(string operation, double from, double to, Axis axis)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
            throw new ArgumentException($"{operation}: from {Words.Of(from)} to {Words.Of(to)}; it must run from a lower to a higher number.", nameof(from));
        if (axis.Logarithmic && from <= 0)
            throw new ArgumentException($"{operation}: a logarithmic axis cannot start at {Words.Of(from)}; it must start above 0.", nameof(from));
        return (from, to);
    }

    private static (double[] At, string[] Labels) CheckedTicks(string operation, IEnumerable<double> at, IEnumerable<string> labels)
    {
        var positions = Input.Numbers(at, operation, nameof(at));
        string[] texts = [.. labels];
        Input.SameLength(operation, nameof(at), positions.Length, nameof(labels), texts.Length);
        return (positions, texts);
    }
}
