namespace Descent.Charts;

/// <summary>Where a descent has been on a loss surface of two weights.</summary>
/// <param name="Name">Its name in the legend: "SGD", "rate 0.1". An empty one stays out of the legend, for the many runs of one kind.</param>
/// <param name="Points">The weights after 0, 1, 2, ... updates; the first is the start.</param>
public sealed record DescentPath(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>A CSS colour such as <see cref="Palette.Blue"/>; one of the palette, by its place among the paths, unless given.</summary>
    public string? Color { get; init; }

    /// <summary>A dashed line without marks on its points: tells paths apart where colours do not.</summary>
    public bool Dashed { get; init; }

    /// <summary>How many updates lie between two of <see cref="Points"/>, at least 1. More than 1 keeps long animations small.</summary>
    public int Every { get; init; } = 1;
}
