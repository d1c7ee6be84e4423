namespace Descent.Coursework.Grading;

/// <summary>What the checks made of a submission.</summary>
/// <param name="Checks">The checks, in the order of the exercise.</param>
/// <param name="Failures">What is wrong with cells themselves, by <c>grade_id</c>: that they do not compile, throw, or do not end.</param>
/// <param name="Flags">What an instructor should look at: signs that the grader was tampered with.</param>
public sealed record AutomaticMarks(IReadOnlyList<CheckMark> Checks, IReadOnlyDictionary<string, CellFailure> Failures, IReadOnlyList<string> Flags)
{
    /// <summary>True when the grader itself failed on something: graded again, it may get other points.</summary>
    public bool HasGraderFailed { get; init; }

    /// <summary>The points earned.</summary>
    public double Points => Checks.Sum(check => check.Points);

    /// <summary>The points that there were.</summary>
    public double Maximum => Checks.Sum(check => check.Maximum);
}
