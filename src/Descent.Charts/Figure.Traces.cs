using System.Numerics;
using Descent.Charts.Rendering;
using Descent.Charts.Traces;

namespace Descent.Charts;

/// <content>What can be added to a figure.</content>
public sealed partial class Figure
{
    /// <summary>Adds a line over 0, 1, 2, ...</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="y">The values; NaN leaves a gap.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <param name="dashed">A broken line.</param>
    /// <param name="markers">A dot on each point.</param>
    /// <param name="width">The width of the line in pixels.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException"><paramref name="y"/> is empty.</exception>
    public Figure AddLine<T>(IEnumerable<T> y, string? name = null, string? color = null, bool dashed = false, bool markers = false, double width = 2.5)
        where T : INumber<T>
    {
        var values = Input.Numbers(y, "Line", nameof(y));
        return AddLine(Input.Indices(values.Length), values, name, color, dashed, markers, width);
    }

    /// <summary>Adds a line through points, in their order.</summary>
    /// <typeparam name="TX">Any number: double, float, int.</typeparam>
    /// <typeparam name="TY">Any number: double, float, int.</typeparam>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">The values, as many; NaN leaves a gap.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <param name="dashed">A broken line.</param>
    /// <param name="markers">A dot on each point.</param>
    /// <param name="width">The width of the line in pixels.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public Figure AddLine<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null, string? color = null, bool dashed = false, bool markers = false, double width = 2.5)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var (xs, ys) = Points("Line", x, y);
        return Add(new SeriesTrace
        {
            X = xs,
            Y = ys,
            Name = name,
            Color = color,
            Line = true,
            Dashed = dashed,
            Markers = markers || xs.Length == 1,
            Width = width,
            Size = 6,
        });
    }

    /// <summary>Adds points.</summary>
    /// <typeparam name="TX">Any number: double, float, int.</typeparam>
    /// <typeparam name="TY">Any number: double, float, int.</typeparam>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">Where, on the y axis, as many.</param>
    /// <param name="name">Their name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <param name="size">The diameter in pixels.</param>
    /// <param name="symbol">Plotly's name of a shape ("circle", "x", "star"); each further series has its own when it is left out.</param>
    /// <param name="labels">Text above each point, as many; none when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public Figure AddScatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? name = null, string? color = null, double size = 8, string? symbol = null, IEnumerable<string>? labels = null)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var (xs, ys) = Points("Scatter", x, y);
        string[]? texts = labels is null ? null : [.. labels];
        if (texts is not null)
            Input.SameLength("Scatter", nameof(x), xs.Length, nameof(labels), texts.Length);
        return Add(new SeriesTrace { X = xs, Y = ys, Name = name, Color = color, Markers = true, Size = size, Symbol = symbol, Labels = texts });
    }

    /// <summary>Adds points in the plane, each class in its own colour and shape.</summary>
    /// <param name="points">The points, shape (n, 2).</param>
    /// <param name="classes">The class 0, 1, 2, ... of each, n of them.</param>
    /// <param name="classNames">The name of each class; "class 0", "class 1", ... when it is left out.</param>
    /// <param name="size">The diameter in pixels.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The points are not (n, 2), there are not n classes, or a class has no name.</exception>
    public Figure AddScatter(double[,] points, IEnumerable<int> classes, IReadOnlyList<string>? classNames = null, double size = 8)
    {
        Input.NotEmpty("Scatter", points, nameof(points));
        ArgumentNullException.ThrowIfNull(classes);
        if (points.GetLength(1) != 2)
            throw new ArgumentException($"Scatter: points are {points.GetLength(0)} x {points.GetLength(1)}; points in the plane are n x 2.", nameof(points));
        int[] labels = [.. classes];
        Input.SameLength("Scatter", nameof(points), points.GetLength(0), nameof(classes), labels.Length);
        var count = classNames?.Count ?? labels.Max() + 1;
        if (labels.FirstOrDefault(label => label < 0 || label >= count, -1) is var stray && labels.Any(label => label < 0 || label >= count))
            throw new ArgumentException($"Scatter: class {stray} is not one of the {count} classes 0 to {count - 1}.", nameof(classes));
        for (var label = 0; label < count; label++)
        {
            int[] members = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == label)];
            if (members.Length == 0)
                continue;
            Add(new SeriesTrace
            {
                X = [.. members.Select(i => points[i, 0])],
                Y = [.. members.Select(i => points[i, 1])],
                Name = classNames?[label] ?? $"class {label}",
                Color = Palette.At(label),
                Symbol = label switch { 0 => "circle", 1 => "diamond", 2 => "square", 3 => "triangle-up", 4 => "cross", 5 => "x", 6 => "star", 7 => "triangle-down", 8 => "hourglass", _ => "bowtie" },
                Markers = true,
                Size = size,
            });
        }

        return this;
    }

    /// <summary>Adds the curve of a function.</summary>
    /// <param name="function">The function: <c>Math.Tanh</c>, <c>x => x * x</c>.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="points">How many points to join.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <param name="dashed">A broken line.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The range is empty or upside down.</exception>
    public Figure AddFunction(Func<double, double> function, double from, double to, string? name = null, int points = 201, string? color = null, bool dashed = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        var x = Input.Range("Function", (from, to), points);
        return AddLine(x, x.Select(function), name, color, dashed);
    }

    /// <summary>Adds a bar for each label; a second set of bars stands beside the first.</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="labels">The names under the bars.</param>
    /// <param name="values">The heights, as many.</param>
    /// <param name="name">The name of this set in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public Figure AddBar<T>(IEnumerable<string> labels, IEnumerable<T> values, string? name = null, string? color = null)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(labels);
        string[] names = [.. labels];
        var heights = Input.Numbers(values, "Bar", nameof(values));
        Input.SameLength("Bar", nameof(labels), names.Length, nameof(values), heights.Length);
        XAxis.Named = true;
        return Add(new BarTrace { Labels = names, Values = heights, Name = name, Color = color });
    }

    /// <summary>Adds a histogram: how many values lie in each of some intervals of equal width.</summary>
    /// <typeparam name="T">Any number: double, float, int.</typeparam>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="bins">How many intervals; chosen by Freedman and Diaconis's rule (1981), 5 to 60 of them, when it is left out.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">There is no finite value, or less than one bin.</exception>
    public Figure AddHistogram<T>(IEnumerable<T> values, int? bins = null, string? name = null, string? color = null)
        where T : INumber<T>
    {
        double[] finite = [.. Input.Numbers(values, "Histogram", nameof(values)).Where(double.IsFinite).Order()];
        if (finite.Length == 0)
            throw new ArgumentException("Histogram: none of the values is finite.", nameof(values));
        if (bins is < 1)
            throw new ArgumentException($"Histogram: {bins} bins; it takes at least 1.", nameof(bins));
        var (low, high) = (finite[0], finite[^1]);
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        var count = bins ?? BinCount(finite);
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => low + (high - low) * i / count)];
        var heights = new double[count];
        foreach (var value in finite)
            heights[Math.Clamp((int)((value - low) / (high - low) * count), 0, count - 1)]++;
        YAxis.Title ??= "count";
        return Add(new BarTrace { Edges = edges, Values = heights, Name = name, Color = color });
    }

    /// <summary>Adds a matrix as coloured cells, row 0 on top as it is printed.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="columnNames">The names of the columns; 0, 1, ... when it is left out.</param>
    /// <param name="rowNames">The names of the rows; 0, 1, ... when it is left out.</param>
    /// <param name="showValues">Writes each value into its cell.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour; those of the data when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, or names are missing.</exception>
    public Figure AddHeatmap(double[,] values, IEnumerable<string>? columnNames = null, IEnumerable<string>? rowNames = null, bool showValues = false, ColorScale scale = ColorScale.Viridis, (double From, double To)? range = null)
    {
        Input.NotEmpty("Heatmap", values, nameof(values));
        string[]? columns = columnNames is null ? null : [.. columnNames];
        string[]? rows = rowNames is null ? null : [.. rowNames];
        if (columns is not null)
            Input.SameLength("Heatmap", "a row", values.GetLength(1), nameof(columnNames), columns.Length);
        if (rows is not null)
            Input.SameLength("Heatmap", "a column", values.GetLength(0), nameof(rowNames), rows.Length);
        YAxis.Reversed = true;
        XAxis.Named |= columns is not null;
        YAxis.Named |= rows is not null;
        XAxis.Step = columns is null ? (values.GetLength(1) + 19) / 20 : 0;
        YAxis.Step = rows is null ? (values.GetLength(0) + 19) / 20 : 0;
        return Add(new GridTrace
        {
            Kind = GridKind.Heatmap,
            Values = (double[,])values.Clone(),
            X = Input.Indices(values.GetLength(1)),
            Y = Input.Indices(values.GetLength(0)),
            XLabels = columns,
            YLabels = rows,
            ShowValues = showValues,
            Scale = scale,
            Min = range?.From,
            Max = range?.To,
        });
    }

    /// <summary>Adds a coloured cell for each value on a grid of numbers: axes that can be logarithmic, y upwards.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y; NaN leaves a gap.</param>
    /// <param name="x">Where the columns are, on the x axis, rising. A cell reaches half-way to the next.</param>
    /// <param name="y">Where the rows are, on the y axis, rising.</param>
    /// <param name="logarithmic">Spaces colours by the logarithm; no value may be 0 or below.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour; those of the data when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, places do not rise, or a logarithm does not exist.</exception>
    public Figure AddHeatmap(double[,] values, IEnumerable<double> x, IEnumerable<double> y, bool logarithmic = false, ColorScale scale = ColorScale.Viridis, (double From, double To)? range = null)
    {
        var grid = Grid("Heatmap", GridKind.Heatmap, values, x, y, 0, logarithmic, scale, range: range);
        Input.Rising("Heatmap", nameof(x), grid.X);
        Input.Rising("Heatmap", nameof(y), grid.Y);
        if (logarithmic && range is { From: not > 0 })
            throw new ArgumentException($"Heatmap: the colours start at {Words.Of(range.Value.From)}, which has no logarithm; they must start above 0.", nameof(range));
        return Add(grid);
    }

    /// <summary>Adds the contour lines of a function of two variables.</summary>
    /// <param name="function">The function f(x, y).</param>
    /// <param name="x">The range of x: <c>(-2, 2)</c>.</param>
    /// <param name="y">The range of y.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <param name="levels">About how many lines.</param>
    /// <param name="logarithmic">Spaces levels and colours by the logarithm, for a valley in steep hills; every value must be above 0.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">A range is empty or upside down, or a logarithm does not exist.</exception>
    public Figure AddContour(Func<double, double, double> function, (double From, double To) x, (double From, double To) y, int points = 61, int levels = 20, bool logarithmic = false, ColorScale scale = ColorScale.Viridis)
    {
        var (xs, ys) = (Input.Range("Contour", x, points), Input.Range("Contour", y, points));
        return AddContour(Input.Sample(function, xs, ys), xs, ys, levels, logarithmic, scale);
    }

    /// <summary>Adds the contour lines of values on a grid.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y.</param>
    /// <param name="x">Where the columns are, on the x axis.</param>
    /// <param name="y">Where the rows are, on the y axis.</param>
    /// <param name="levels">About how many lines.</param>
    /// <param name="logarithmic">Spaces levels and colours by the logarithm; every value must be above 0.</param>
    /// <param name="scale">The colours.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together, or a logarithm does not exist.</exception>
    public Figure AddContour(double[,] values, IEnumerable<double> x, IEnumerable<double> y, int levels = 20, bool logarithmic = false, ColorScale scale = ColorScale.Viridis) =>
        Add(Grid("Contour", GridKind.Contour, values, x, y, levels, logarithmic, scale));

    /// <summary>Adds the graph of a function of two variables as a surface in space.</summary>
    /// <param name="function">The function f(x, y).</param>
    /// <param name="x">The range of x: <c>(-2, 2)</c>.</param>
    /// <param name="y">The range of y.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="opacity">1 for solid, less to see what is behind.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">A range is empty or upside down.</exception>
    public Figure AddSurface(Func<double, double, double> function, (double From, double To) x, (double From, double To) y, int points = 51, ColorScale scale = ColorScale.Viridis, double opacity = 1)
    {
        var (xs, ys) = (Input.Range("Surface", x, points), Input.Range("Surface", y, points));
        return AddSurface(Input.Sample(function, xs, ys), xs, ys, scale, opacity);
    }

    /// <summary>Adds values on a grid as a surface in space.</summary>
    /// <param name="values">The values, shape (y, x): a row for each y.</param>
    /// <param name="x">Where the columns are, on the x axis.</param>
    /// <param name="y">Where the rows are, on the y axis.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="opacity">1 for solid, less to see what is behind.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit together.</exception>
    public Figure AddSurface(double[,] values, IEnumerable<double> x, IEnumerable<double> y, ColorScale scale = ColorScale.Viridis, double opacity = 1) =>
        Add(Grid("Surface", GridKind.Surface, values, x, y, 0, false, scale, opacity));

    /// <summary>Adds a line in space, such as a path over a surface.</summary>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">Where, on the y axis, as many.</param>
    /// <param name="z">How high, as many.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <param name="markers">A dot on each point.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public Figure AddLine3D(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z, string? name = null, string? color = null, bool markers = true)
    {
        var (xs, ys) = Points("Line3D", x, y);
        var zs = Input.Numbers(z, "Line3D", nameof(z));
        Input.SameLength("Line3D", nameof(x), xs.Length, nameof(z), zs.Length);
        return Add(new SeriesTrace { X = xs, Y = ys, Z = zs, Name = name, Color = color, Line = true, Markers = markers, Size = 6 });
    }

    /// <summary>Adds points in space.</summary>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">Where, on the y axis, as many.</param>
    /// <param name="z">How high, as many.</param>
    /// <param name="name">Their name in the legend.</param>
    /// <param name="color">A CSS colour; the next of the <see cref="Palette"/> when it is left out.</param>
    /// <returns>This figure.</returns>
    /// <exception cref="ArgumentException">The data are empty, or the lengths differ.</exception>
    public Figure AddScatter3D(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z, string? name = null, string? color = null)
    {
        var (xs, ys) = Points("Scatter3D", x, y);
        var zs = Input.Numbers(z, "Scatter3D", nameof(z));
        Input.SameLength("Scatter3D", nameof(x), xs.Length, nameof(z), zs.Length);
        return Add(new SeriesTrace { X = xs, Y = ys, Z = zs, Name = name, Color = color, Markers = true });
    }

    /// <summary>Writes text beside a point and points at it.</summary>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">Where, on the y axis.</param>
    /// <param name="text">What to say.</param>
    /// <returns>This figure.</returns>
    public Figure AddAnnotation(double x, double y, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Notes.Add(new Note(x, y, text, null, Pointer: true, "#333333"));
        return this;
    }

    /// <summary>Writes text at a point.</summary>
    /// <param name="x">Where its middle is, on the x axis.</param>
    /// <param name="y">Where its middle is, on the y axis.</param>
    /// <param name="text">What to say.</param>
    /// <param name="color">A CSS colour.</param>
    /// <returns>This figure.</returns>
    public Figure AddText(double x, double y, string text, string color = "#333333")
    {
        ArgumentNullException.ThrowIfNull(text);
        Notes.Add(new Note(x, y, text, null, Pointer: false, color));
        return this;
    }

    /// <summary>Draws an arrow, such as a gradient or a weight vector.</summary>
    /// <param name="from">The tail.</param>
    /// <param name="to">The head.</param>
    /// <param name="text">What stands at the tail; nothing when it is left out.</param>
    /// <param name="color">A CSS colour.</param>
    /// <returns>This figure.</returns>
    public Figure AddArrow((double X, double Y) from, (double X, double Y) to, string text = "", string color = "#333333")
    {
        ArgumentNullException.ThrowIfNull(text);
        Notes.Add(new Note(to.X, to.Y, text, from, Pointer: false, color));
        return this;
    }

    /// <summary>Draws a level line across the plot, such as a threshold.</summary>
    /// <param name="y">Where, on the y axis.</param>
    /// <param name="label">What it stands for; nothing when it is left out.</param>
    /// <param name="color">A CSS colour.</param>
    /// <returns>This figure.</returns>
    public Figure AddHorizontalLine(double y, string? label = null, string color = "#555555")
    {
        Rules.Add(new Rule(y, IsVertical: false, label, color));
        return this;
    }

    /// <summary>Draws an upright line across the plot, such as the epoch at which training stopped.</summary>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="label">What it stands for; nothing when it is left out.</param>
    /// <param name="color">A CSS colour.</param>
    /// <returns>This figure.</returns>
    public Figure AddVerticalLine(double x, string? label = null, string color = "#555555")
    {
        Rules.Add(new Rule(x, IsVertical: true, label, color));
        return this;
    }

    internal Figure Add(Trace trace)
    {
        if (Traces.Count > 0 && trace.IsSpatial != IsSpatial)
            throw new ArgumentException("Figure: a plot in the plane and a plot in space cannot share axes; use Chart.SideBySide.", nameof(trace));
        Traces.Add(trace);
        return this;
    }

    private static (double[] X, double[] Y) Points<TX, TY>(string operation, IEnumerable<TX> x, IEnumerable<TY> y)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var xs = Input.Numbers(x, operation, nameof(x));
        var ys = Input.Numbers(y, operation, nameof(y));
        Input.SameLength(operation, nameof(x), xs.Length, nameof(y), ys.Length);
        return (xs, ys);
    }

    private static GridTrace Grid(string operation, GridKind kind, double[,] values, IEnumerable<double> x, IEnumerable<double> y, int levels, bool logarithmic, ColorScale scale, double opacity = 1, (double From, double To)? range = null)
    {
        Input.NotEmpty(operation, values, nameof(values));
        var xs = Input.Numbers(x, operation, nameof(x));
        var ys = Input.Numbers(y, operation, nameof(y));
        Input.SameLength(operation, "a row of values", values.GetLength(1), nameof(x), xs.Length);
        Input.SameLength(operation, "a column of values", values.GetLength(0), nameof(y), ys.Length);
        if (logarithmic && values.Cast<double>().FirstOrDefault(value => value <= 0, 1) is <= 0 and var low)
            throw new ArgumentException($"{operation}: the value {Words.Of(low)} has no logarithm; add a constant to the function, or leave logarithmic out.", nameof(values));
        return new GridTrace
        {
            Kind = kind,
            Values = (double[,])values.Clone(),
            X = xs,
            Y = ys,
            Levels = levels,
            Logarithmic = logarithmic,
            Scale = scale,
            Opacity = opacity,
            Min = range?.From,
            Max = range?.To,
        };
    }

    private static int BinCount(double[] sorted)
    {
        double Quantile(double q) => sorted[(int)(q * (sorted.Length - 1))];
        var width = 2 * (Quantile(0.75) - Quantile(0.25)) / Math.Cbrt(sorted.Length);
        var span = sorted[^1] - sorted[0];
        return width > 0 ? (int)Math.Clamp(Math.Ceiling(span / width), 5, 60) : Math.Clamp((int)Math.Sqrt(sorted.Length), 1, 60);
    }
}
