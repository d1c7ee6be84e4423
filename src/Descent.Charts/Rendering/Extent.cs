namespace Descent.Charts.Rendering;

/// <summary>The smallest box around some points; empty until it holds one.</summary>
internal readonly record struct Extent(double MinX, double MaxX, double MinY, double MaxY)
{
    public static Extent Empty { get; } =
        new(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => MinX > MaxX || MinY > MaxY;

    public static Extent Of(double[] x, double[] y)
    {
        var box = Empty;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                box = box.Union(new Extent(x[i], x[i], y[i], y[i]));
        }

        return box;
    }

    public Extent Union(Extent other) =>
        new(Math.Min(MinX, other.MinX), Math.Max(MaxX, other.MaxX), Math.Min(MinY, other.MinY), Math.Max(MaxY, other.MaxY));
}
