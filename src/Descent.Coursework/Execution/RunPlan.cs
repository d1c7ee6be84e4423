namespace Descent.Coursework.Execution;

/// <summary>The cells of one notebook, and under what conditions they run.</summary>
/// <param name="Cells">The code cells, in order.</param>
public sealed record RunPlan(IReadOnlyList<PlannedCell> Cells)
{
    // AUTHORS.md says so, too.
    private const int CellTimeouts = 4;

    /// <summary>The seed of hidden checks.</summary>
    public int Seed { get; init; }

    /// <summary>Values for hidden checks, as JSON, by name.</summary>
    public IReadOnlyDictionary<string, string> Provided { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True for the reference solution with its secrets, which have the seed from the first cell on. Others get seed and values when the first hidden
    /// part runs: what ran before does not know them, whatever it says.
    /// </summary>
    public bool HasSecrets { get; init; }

    /// <summary>What answers may not use.</summary>
    public IReadOnlyList<ForbiddenApi> Forbidden { get; init; } = [];

    /// <summary>The time that each cell may take.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The time that all cells together may take: four times that of one, in gradings and in students' own checks alike.</summary>
    public TimeSpan Timeout => CellTimeout * CellTimeouts;
}
