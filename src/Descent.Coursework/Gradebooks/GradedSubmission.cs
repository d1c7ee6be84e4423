using Descent.Coursework.Grading;
using Descent.Coursework.Submissions;

namespace Descent.Coursework.Gradebooks;

/// <summary>A submission and what became of it: what one transaction puts into the gradebook.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Marks">What the checks made of it; no points for one that could not be read.</param>
public sealed record GradedSubmission(Submission Submission, AutomaticMarks Marks)
{
    /// <summary>The student's answers.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>What was odd, and what was made of it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the exercise's grading depends on, as a hash.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of hidden checks.</summary>
    public int Seed { get; init; }

    /// <summary>The sandbox that it ran in.</summary>
    public required string Sandbox { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}
