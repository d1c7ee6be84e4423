namespace Descent.Checks;

/// <summary>What a check asks for, apart from the values themselves.</summary>
/// <param name="Name">Its name, one of a kind in its exercise.</param>
/// <param name="Kind">How it judges.</param>
/// <param name="Points">What it is worth.</param>
public sealed record Expectation(string Name, CheckKind Kind, double Points)
{
    /// <summary>The expected value where the cell states it; else null, and the reference solution's value counts.</summary>
    public CheckValue? Expected { get; init; }

    /// <summary>The name of the value that the grader keeps, when that is the expected one.</summary>
    public string? Kept { get; init; }

    /// <summary>The largest relative error allowed (<see cref="CheckKind.Close"/>).</summary>
    public double Tolerance { get; init; }

    /// <summary>What must be reached, or not be exceeded, for all points.</summary>
    public double Bound { get; init; }

    /// <summary>Where points begin: between here and <see cref="Bound"/> they grow in proportion. Null: all or nothing.</summary>
    public double? PointsFrom { get; init; }

    /// <summary>True for a check that runs only when an exercise is graded.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What to think about when it fails.</summary>
    public string? Hint { get; init; }

    /// <summary>Known wrong answers.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];
}
