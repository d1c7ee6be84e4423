namespace Descent.Charts;

/// <summary>Where a descent has been on a loss surface of two weights.</summary>
/// <param name="Name">Its name in the legend: "SGD", "rate 0.1".</param>
/// <param name="Points">The weights after 0, 1, 2, ... updates; the first is the start.</param>
public sealed record DescentPath(string Name, IReadOnlyList<(double X, double Y)> Points);
