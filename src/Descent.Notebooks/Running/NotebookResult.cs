using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Running;

/// <summary>What became of one notebook.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="Status">Whether it passed.</param>
/// <param name="Cells">Its code cells, in order; empty when it could not be read.</param>
/// <param name="Duration">How long it took, the start of its kernel included.</param>
public sealed record NotebookResult(string Path, RunStatus Status, IReadOnlyList<CellResult> Cells, TimeSpan Duration)
{
    /// <summary>What went wrong first; null when it passed.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>The notebook with the outputs of this run; null when nothing ran.</summary>
    public Notebook? Executed { get; init; }
}
