using Descent.Coursework.Results;

namespace Descent.Coursework.SelfChecking;

/// <summary>What a self-check found.</summary>
/// <param name="Result">The checks.</param>
/// <param name="Troubles">Cells that do not compile, throw, or do not end, with the place in the code.</param>
public sealed record SelfCheckResult(ExerciseResult Result, IReadOnlyList<CellTrouble> Troubles)
{
    /// <summary>Whether all checks passed and all cells ran.</summary>
    public bool Passed => Troubles.Count == 0 && Result.Checks.All(check => check.Status == Grading.CheckStatus.Passed);
}
