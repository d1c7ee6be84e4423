using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;

namespace Descent.Coursework.Results;

/// <summary>The result of a self-check or a grading, as other systems get it.</summary>
/// <param name="Exercise">The exercise's name.</param>
/// <param name="Checks">The checks that ran.</param>
public sealed record ExerciseResult(string Exercise, IReadOnlyList<CheckMark> Checks)
{
    /// <summary>The student; null for a self-check.</summary>
    public string? Student { get; init; }

    /// <summary>The submission's file, as it was given; null when there is none to name.</summary>
    public string? Path { get; init; }

    /// <summary>Points that a person gives.</summary>
    public double ManualMaximum { get; init; }

    /// <summary>Checks that run only when graded: their names and points (a self-check).</summary>
    public IReadOnlyList<HiddenCheck> Hidden { get; init; } = [];

    /// <summary>What is wrong with cells themselves, in words.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>What was odd about the submission.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Signs of tampering.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Why the notebook could not be read; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>The points earned by these checks.</summary>
    public double Points => Checks.Sum(check => check.Points);

    /// <summary>The points that these checks can give.</summary>
    public double Maximum => Checks.Sum(check => check.Maximum);

    /// <summary>The share of the points, from 0 to 1.</summary>
    public double Score => Maximum > 0 ? Math.Min(1, Points / Maximum) : 0;

    /// <summary>The result of a graded submission.</summary>
    /// <param name="graded">What became of it.</param>
    /// <returns>The result.</returns>
    public static ExerciseResult Of(GradedSubmission graded)
    {
        ArgumentNullException.ThrowIfNull(graded);
        var file = graded.Submission.File;
        return new ExerciseResult(file.Exercise, graded.Marks.Checks)
        {
            Student = file.Student,
            Path = file.Path,
            ManualMaximum = graded.Answers.Where(answer => answer.Cell.Role == CellRole.Question).Sum(answer => answer.Cell.Points),
            Failures = [.. graded.Marks.Failures.Select(failure => $"cell '{failure.Key}' {failure.Value.Text}")],
            Warnings = graded.Warnings,
            Flags = graded.Marks.Flags,
            Problem = graded.Submission.Problem,
        };
    }
}
