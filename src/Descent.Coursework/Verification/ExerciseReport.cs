namespace Descent.Coursework.Verification;

/// <summary>Whether an exercise's graders are proved right.</summary>
/// <param name="Exercise">The exercise's name.</param>
/// <param name="Problems">What is wrong, one line each; empty when all is proved.</param>
/// <param name="Checks">How many checks it has.</param>
/// <param name="Mutants">How many wrong answers prove them.</param>
/// <param name="Points">Its points.</param>
/// <param name="Duration">The time that its runs took together.</param>
public sealed record ExerciseReport(string Exercise, IReadOnlyList<string> Problems, int Checks, int Mutants, double Points, TimeSpan Duration)
{
    /// <summary>Whether all is proved.</summary>
    public bool IsProved => Problems.Count == 0;
}
