using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;

namespace Descent.Coursework.Gradebooks;

/// <summary>All that the gradebook knows of a student's present attempt at an exercise: what feedback shows.</summary>
/// <param name="Entry">The mark.</param>
/// <param name="Title">The exercise's title.</param>
/// <param name="Parts">The graded cells and answers, in the order of the exercise.</param>
/// <param name="Warnings">What was odd about the submission.</param>
/// <param name="Flags">Signs of tampering.</param>
public sealed record SubmissionReport(GradebookEntry Entry, string Title, IReadOnlyList<ReportPart> Parts, IReadOnlyList<string> Warnings, IReadOnlyList<string> Flags);

/// <summary>A cell of a report.</summary>
/// <param name="Cell">Its <c>grade_id</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="IsCode">Whether its answer is code.</param>
/// <param name="Maximum">The points that it can give.</param>
public sealed record ReportPart(string Cell, CellRole Role, bool IsCode, double Maximum)
{
    /// <summary>The heading that it stands under in the exercise; may be empty.</summary>
    public string Section { get; init; } = "";

    /// <summary>The student's answer; null when it is missing.</summary>
    public string? Source { get; init; }

    /// <summary>Whether there is no answer.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>What is wrong with the answer itself, such as that it does not compile; null when nothing is.</summary>
    public string? Failure { get; init; }

    /// <summary>Its checks.</summary>
    public IReadOnlyList<CheckMark> Checks { get; init; } = [];

    /// <summary>The points that an instructor gave; null when none did.</summary>
    public double? Given { get; init; }

    /// <summary>What an instructor wrote; null when nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>The points that count; null for a question without a mark.</summary>
    public double? Points => Given ?? (Role == CellRole.Question ? IsEmpty ? 0 : null : Checks.Sum(check => check.Points));
}
