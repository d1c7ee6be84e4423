using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Execution;

/// <summary>What became of a cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="End">How it ended.</param>
public sealed record RanCell(PlannedCell Cell, CellEnd End)
{
    /// <summary>Why it did not compile, or what it threw; null otherwise.</summary>
    public CellError? Error { get; init; }

    /// <summary>Why the process ended, in words that end the sentence «the code ...»; null when it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>What it sent, in order, each with whether it bears the cell's token. The text is anybody's.</summary>
    public IReadOnlyList<(string Text, bool IsExpected)> Sent { get; init; } = [];

    /// <summary>How long it ran.</summary>
    public TimeSpan Duration { get; init; }
}
