using System.Numerics;
using Descent.Charts.Rendering;

namespace Descent.Charts;

/// <summary>
/// Starts figures. Each method here has a twin on <see cref="Figure"/> that adds the same to a figure
/// (<see cref="Line{T}"/> and <see cref="Figure.AddLine{T}"/>); what they take is documented there.
/// </summary>
public static partial class Chart
{
    /// <summary>A line over 0, 1, 2, ...</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="y">The values; NaN leaves a gap.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour.</param>
    /// <param name="dashed">A broken line.</param>
    /// <param name="markers">A dot on each point.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static Figure Line<T>(IEnumerable<T> y, string? name = null, string? color = null, bool dashed = false, bool markers = false)
        where T : INumber<T> =>
        new Figure().AddLine(y, name, color, dashed, markers);

    /// <summary>A line through points, in their order.</summary>
    /// <typeparam name="TX">Any number: double, float, int.</typeparam>
    /// <typeparam name="TY">Any number: double, float, int.</typeparam>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">The values, as many; NaN leaves a gap.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour.</param>
    /// <param name="dashed">A broken line.</param>
    /// <param name="markers">A dot on each point.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public static Figure Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null, string? color = null, bool dashed = false, bool markers = false)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        new Figure().AddLine(x, y, name, color, dashed, markers);

    /// <summary>Points.</summary>
    /// <typeparam name="TX">Any number: double, float, int.</typeparam>
    /// <typeparam name="TY">Any number: double, float, int.</typeparam>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">Where, on the y axis, as many.</param>
    /// <param name="name">Their name in the legend.</param>
    /// <param name="color">A CSS colour.</param>
    /// <param name="size">The diameter in pixels.</param>
    /// <param name="symbol">Plotly's name of a shape: "circle", "x", "star".</param>
    /// <param name="labels">Text above each point, as many.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public static Figure Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null, string? color = null, double size = 8, string? symbol = null, IEnumerable<string>? labels = null)
        where TX : INumber<TX>
        where TY : INumber<TY> =>
        new Figure().AddScatter(x, y, name, color, size, symbol, labels);

    /// <summary>Points in the plane, each class in its own colour and shape.</summary>
    /// <param name="points">The points, shape (n, 2).</param>
    /// <param name="classes">The class 0, 1, 2, ... of each, n of them.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="size">The diameter in pixels.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The points are not (n, 2), there are not n classes, or a class has no name.</exception>
    public static Figure Scatter(double[,] points, IEnumerable<int> classes, IReadOnlyList<string>? classNames = null, double size = 8) =>
        new Figure().AddScatter(points, classes, classNames, size);

    /// <summary>The curve of a function: <c>Chart.Function(Math.Tanh, -4, 4)</c>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="points">How many points to join.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The range is empty or upside down.</exception>
    public static Figure Function(Func<double, double> function, double from, double to, string? name = null, int points = 201) =>
        new Figure().AddFunction(function, from, to, name, points);

    /// <summary>A bar for each label.</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="labels">The names under the bars.</param>
    /// <param name="values">The heights, as many.</param>
    /// <param name="name">The name of this set in the legend.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public static Figure Bar<T>(IEnumerable<string> labels, IEnumerable<T> values, string? name = null)
        where T : INumber<T> =>
        new Figure().AddBar(labels, values, name);

    /// <summary>How many values lie in each of some intervals of equal width.</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="bins">How many intervals; chosen from the data when it is left out.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">There is no finite value, or less than one bin.</exception>
    public static Figure Histogram<T>(IEnumerable<T> values, int? bins = null, string? name = null)
        where T : INumber<T> =>
        new Figure().AddHistogram(values, bins, name);

    /// <summary>A matrix as coloured cells, row 0 on top as it is printed.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="columnNames">The names of the columns.</param>
    /// <param name="rowNames">The names of the rows.</param>
    /// <param name="showValues">Writes each value into its cell.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, or names are missing.</exception>
    public static Figure Heatmap(double[,] values, IEnumerable<string>? columnNames = null, IEnumerable<string>? rowNames = null, bool showValues = false, ColorScale scale = ColorScale.Viridis, (double From, double To)? range = null) =>
        new Figure().AddHeatmap(values, columnNames, rowNames, showValues, scale, range);

    /// <summary>A coloured cell for each value on a grid of numbers: axes that can be logarithmic, y upwards.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y; NaN leaves a gap.</param>
    /// <param name="x">Where the columns are, on the x axis, rising.</param>
    /// <param name="y">Where the rows are, on the y axis, rising.</param>
    /// <param name="logarithmic">Spaces colours by the logarithm; no value may be 0 or below.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, places do not rise, or a logarithm does not exist.</exception>
    public static Figure Heatmap(double[,] values, IEnumerable<double> x, IEnumerable<double> y, bool logarithmic = false, ColorScale scale = ColorScale.Viridis, (double From, double To)? range = null) =>
        new Figure().AddHeatmap(values, x, y, logarithmic, scale, range);

    /// <summary>The contour lines of a function: <c>Chart.Contour((x, y) => x * x + y * y, (-2, 2), (-2, 2))</c>.</summary>
    /// <param name="function">The function f(x, y).</param>
    /// <param name="x">The range of x.</param>
    /// <param name="y">The range of y.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <param name="levels">About how many lines.</param>
    /// <param name="logarithmic">Spaces levels and colours by the logarithm; every value must be above 0.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">A range is empty or upside down, or a logarithm does not exist.</exception>
    public static Figure Contour(Func<double, double, double> function, (double From, double To) x, (double From, double To) y, int points = 61, int levels = 20, bool logarithmic = false, ColorScale scale = ColorScale.Viridis) =>
        new Figure().AddContour(function, x, y, points, levels, logarithmic, scale);

    /// <summary>The contour lines of values on a grid.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y.</param>
    /// <param name="x">Where the columns are, on the x axis.</param>
    /// <param name="y">Where the rows are, on the y axis.</param>
    /// <param name="levels">About how many lines.</param>
    /// <param name="logarithmic">Spaces levels and colours by the logarithm; every value must be above 0.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, or a logarithm does not exist.</exception>
    public static Figure Contour(double[,] values, IEnumerable<double> x, IEnumerable<double> y, int levels = 20, bool logarithmic = false, ColorScale scale = ColorScale.Viridis) =>
        new Figure().AddContour(values, x, y, levels, logarithmic, scale);

    /// <summary>The graph of a function of two variables as a surface in space.</summary>
    /// <param name="function">The function f(x, y).</param>
    /// <param name="x">The range of x.</param>
    /// <param name="y">The range of y.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">A range is empty or upside down.</exception>
    public static Figure Surface(Func<double, double, double> function, (double From, double To) x, (double From, double To) y, int points = 51, ColorScale scale = ColorScale.Viridis) =>
        new Figure { Height = 560 }.AddSurface(function, x, y, points, scale);

    /// <summary>Values on a grid as a surface in space.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y.</param>
    /// <param name="x">Where the columns are, on the x axis.</param>
    /// <param name="y">Where the rows are, on the y axis.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together.</exception>
    public static Figure Surface(double[,] values, IEnumerable<double> x, IEnumerable<double> y, ColorScale scale = ColorScale.Viridis) =>
        new Figure { Height = 560 }.AddSurface(values, x, y, scale);

    /// <summary>Several figures in one row, each with its own axes and its title above it.</summary>
    /// <param name="figures">Two to six figures, none of them an animation.</param>
    /// <returns>A figure as wide as the page.</returns>
    /// <exception cref="ArgumentException">There are too few or too many, or one is itself a row or an animation.</exception>
    public static Figure SideBySide(params IReadOnlyList<Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Count is < 2 or > 6)
            throw new ArgumentException($"SideBySide: {figures.Count} figures; a row holds 2 to 6.", nameof(figures));
        if (figures.Any(figure => figure.Frames.Count > 0 || figure.Panels.Count > 0))
            throw new ArgumentException("SideBySide: an animation or a row of figures cannot be part of a row.", nameof(figures));
        var row = new Figure { Width = Math.Min(920, Math.Max(720, 340 * figures.Count)), Height = figures.Max(figure => Math.Min(figure.Height, 400)) };
        row.Panels.AddRange(figures);
        return row;
    }

    /// <summary>An animation with a slider and buttons to play and pause. The axes stand still.</summary>
    /// <param name="frames">The pictures, alike in what they are made of: the same kinds of traces in the same order. A frame's own title and annotations are shown with it.</param>
    /// <param name="labels">What the slider calls each of them; 0, 1, 2, ... when it is left out.</param>
    /// <param name="on">What stays in every frame, drawn below: a contour, a data set. Its title, axes and size are used.</param>
    /// <param name="prefix">Stands before the label on the slider: "step ".</param>
    /// <param name="milliseconds">How long each frame stays.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">There are no frames, frames are not alike, or labels are missing or repeated.</exception>
    public static Figure Animate(IEnumerable<Figure> frames, IEnumerable<string>? labels = null, Figure? on = null, string prefix = "", int milliseconds = 300)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1);
        Figure[] pictures = [.. frames];
        if (pictures.Length == 0)
            throw new ArgumentException("Animate: there are no frames; it needs at least one.", nameof(frames));
        string[] names = labels is null ? [.. pictures.Select((_, i) => $"{i}")] : [.. labels];
        Input.SameLength("Animate", nameof(frames), pictures.Length, nameof(labels), names.Length);
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Animate: the label “{twice.Key}” names {twice.Count()} frames; the slider needs a different one for each.", nameof(labels));
        for (var i = 0; i < pictures.Length; i++)
        {
            if (pictures[i].Frames.Count > 0 || pictures[i].Panels.Count > 0)
                throw new ArgumentException($"Animate: frame {i} is itself an animation or a row of figures.", nameof(frames));
            if (pictures[i].Traces.Count == 0 || pictures[i].Traces.Count != pictures[0].Traces.Count)
                throw new ArgumentException($"Animate: frame 0 has {pictures[0].Traces.Count} traces and frame {i} has {pictures[i].Traces.Count}; every frame needs as many, at least one.", nameof(frames));
            if (!pictures[i].Traces.Select(trace => trace.GetType()).SequenceEqual(pictures[0].Traces.Select(trace => trace.GetType())))
                throw new ArgumentException($"Animate: frame {i} is made of other kinds of traces than frame 0.", nameof(frames));
        }

        var figure = on is null ? new Figure() : on.Copy();
        if (on is null)
            figure.Dress(pictures[0]);
        figure.Height += 100;
        figure.FramePrefix = prefix;
        figure.FrameMilliseconds = milliseconds;
        figure.Frames.AddRange(pictures.Select((picture, i) =>
            new Frame(names[i], picture.Title.Length > 0 ? picture.Title : null, picture.Traces, picture.Notes)));
        return figure;
    }
}
