using Descent.Charts.Rendering;
using Descent.Charts.Traces;

namespace Descent.Charts;

/// <content>Loss surfaces and the ways down.</content>
public static partial class Chart
{
    private const int MaxFrames = 60;

    // Pale, so that the paths stand out in the colours of the palette.
    private static readonly string[] Terrain = ["#ffffff", "#e6ecf3", "#c3d0df", "#9fb3c9"];

    /// <summary>The contour lines of a loss over two weights, with the paths that descents took.</summary>
    /// <param name="loss">The loss of the weights (x, y).</param>
    /// <param name="x">The range of the first weight; paths may leave it, the map does not follow.</param>
    /// <param name="y">The range of the second weight.</param>
    /// <param name="paths">The paths; each ends in a star.</param>
    /// <param name="logarithmic">Spaces the lines by the logarithm, for a valley in steep hills; every loss must be above 0.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">A range is upside down, a path has no points or no updates between them, or a logarithm does not exist.</exception>
    public static Figure LossContour(Func<double, double, double> loss, (double From, double To) x, (double From, double To) y, IReadOnlyList<DescentPath>? paths = null, bool logarithmic = false, int points = 81)
    {
        var figure = LossMap(loss, x, y, logarithmic, points);
        foreach (var (path, i) in Checked(nameof(LossContour), paths).Select((path, i) => (path, i)))
            AddPath(figure, path, i, path.Points.Count);
        return figure;
    }

    /// <summary>The loss over two weights as a surface in space, with the paths that descents took.</summary>
    /// <param name="loss">The loss of the weights (x, y).</param>
    /// <param name="x">The range of the first weight.</param>
    /// <param name="y">The range of the second weight.</param>
    /// <param name="paths">The paths; points outside the ranges are left out.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <returns>A figure that can be turned with the mouse.</returns>
    /// <exception cref="ArgumentException">A range is upside down, or a path has no points or no updates between them.</exception>
    public static Figure LossSurface(Func<double, double, double> loss, (double From, double To) x, (double From, double To) y, IReadOnlyList<DescentPath>? paths = null, int points = 51)
    {
        var (xs, ys) = (Input.Range(nameof(LossSurface), x, points), Input.Range(nameof(LossSurface), y, points));
        var values = Input.Sample(loss, xs, ys);
        var finite = values.Cast<double>().Where(double.IsFinite).ToArray();
        var lift = finite.Length == 0 ? 0 : 0.01 * (finite.Max() - finite.Min());
        var figure = new Figure { Height = 580 }.AddSurface(values, xs, ys, opacity: 0.9).WithAxes("w₁", "w₂", "loss").WithTitle("Loss");
        foreach (var (path, i) in Checked(nameof(LossSurface), paths).Select((path, i) => (path, i)))
        {
            (double X, double Y)[] inside = [.. path.Points.Where(point => point.X >= x.From && point.X <= x.To && point.Y >= y.From && point.Y <= y.To)];
            if (inside.Length > 0)
            {
                figure.Add(new SeriesTrace
                {
                    X = [.. inside.Select(point => point.X)],
                    Y = [.. inside.Select(point => point.Y)],
                    Z = [.. inside.Select(point => loss(point.X, point.Y) + lift)],
                    Name = LegendName(path),
                    Color = path.Color ?? PathColor(i),
                    Line = true,
                    Dashed = path.Dashed,
                    Markers = !path.Dashed,
                    Size = 6,
                });
            }
        }

        return figure;
    }

    /// <summary>The contour lines of a loss over two weights, and descents that walk down frame by frame.</summary>
    /// <param name="loss">The loss of the weights (x, y).</param>
    /// <param name="x">The range of the first weight.</param>
    /// <param name="y">The range of the second weight.</param>
    /// <param name="paths">The paths, at least one; a shorter one waits at its end for the others.</param>
    /// <param name="logarithmic">Spaces the lines by the logarithm; every loss must be above 0.</param>
    /// <param name="points">How many values of x and of y to compute.</param>
    /// <param name="milliseconds">How long each frame stays.</param>
    /// <returns>An animation of at most 60 frames; of longer paths, frames are evenly spread over the updates.</returns>
    /// <exception cref="ArgumentException">A range is upside down, there is no path, or a path has no points or no updates between them.</exception>
    public static Figure AnimateDescent(Func<double, double, double> loss, (double From, double To) x, (double From, double To) y, IReadOnlyList<DescentPath> paths, bool logarithmic = false, int points = 61, int milliseconds = 150)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var walks = Checked(nameof(AnimateDescent), paths);
        if (walks.Count == 0)
            throw new ArgumentException("AnimateDescent: there are no paths; it needs at least one.", nameof(paths));
        var stride = walks.Min(path => path.Every);
        var last = walks.Max(path => (path.Points.Count - 1) * path.Every) / stride;
        int[] updates = last < MaxFrames
            ? [.. Enumerable.Range(0, last + 1).Select(i => i * stride)]
            : [.. Enumerable.Range(0, MaxFrames).Select(i => (int)Math.Round(i * (double)last / (MaxFrames - 1)) * stride)];
        var frames = updates.Select(update =>
        {
            var frame = new Figure();
            for (var i = 0; i < walks.Count; i++)
                AddPath(frame, walks[i], i, Math.Min((update / walks[i].Every) + 1, walks[i].Points.Count));
            return frame;
        });
        return Animate(frames, updates.Select(update => $"{update}"), LossMap(loss, x, y, logarithmic, points), "update ", milliseconds);
    }

    private static Figure LossMap(Func<double, double, double> loss, (double From, double To) x, (double From, double To) y, bool logarithmic, int points)
    {
        var figure = new Figure { Height = 520 }
            .AddContour(loss, x, y, points, levels: 24, logarithmic)
            .WithAxes("w₁", "w₂").WithTitle("Loss");
        ((GridTrace)figure.Traces[0]).Stops = Terrain;
        return figure;
    }

    private static IReadOnlyList<DescentPath> Checked(string operation, IReadOnlyList<DescentPath>? paths)
    {
        foreach (var path in paths ?? [])
        {
            if (path.Points.Count == 0)
                throw new ArgumentException($"{operation}: the path “{path.Name}” has no points; it needs at least its start.", nameof(paths));
            if (path.Every < 1)
                throw new ArgumentException($"{operation}: the path “{path.Name}” has {path.Every} updates between two points; it must be at least 1.", nameof(paths));
        }

        return paths ?? [];
    }

    private static string PathColor(int index) => Palette.At(index switch { 0 => 3, 1 => 0, 2 => 2, 3 => 1, _ => index });

    private static string? LegendName(DescentPath path) => path.Name.Length == 0 ? null : path.Name;

    private static void AddPath(Figure figure, DescentPath path, int index, int count)
    {
        var color = path.Color ?? PathColor(index);
        var walked = path.Points.Take(count).ToArray();
        figure.Add(new SeriesTrace
        {
            X = [.. walked.Select(point => point.X)],
            Y = [.. walked.Select(point => point.Y)],
            Name = LegendName(path),
            Color = color,
            Line = true,
            Dashed = path.Dashed,
            Markers = !path.Dashed,
            Width = 2,
            Size = path.Points.Count > 80 ? 3 : 5,
        });
        figure.Add(new SeriesTrace { X = [walked[^1].X], Y = [walked[^1].Y], Color = color, Markers = true, Symbol = "star", Size = 15 });
    }
}
