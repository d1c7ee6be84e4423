using Descent.Coursework.Courses;

namespace Descent.Coursework.Gradebooks;

/// <summary>A student's present mark for an exercise.</summary>
public sealed record GradebookEntry
{
    /// <summary>The student.</summary>
    public required string Student { get; init; }

    /// <summary>The exercise.</summary>
    public required string Exercise { get; init; }

    /// <summary>The attempt that counts, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it was handed in.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>When it was graded last.</summary>
    public required DateTimeOffset Graded { get; init; }

    /// <summary>The sandbox that it ran in; <c>none</c> says that nothing protected the grader.</summary>
    public required string Sandbox { get; init; }

    /// <summary>Points of checks, with what an instructor has changed.</summary>
    public required double Automatic { get; init; }

    /// <summary>Points that checks can give.</summary>
    public required double AutomaticMaximum { get; init; }

    /// <summary>Points that instructors have given for questions.</summary>
    public required double Manual { get; init; }

    /// <summary>Points that questions can give.</summary>
    public required double ManualMaximum { get; init; }

    /// <summary>How many questions have no mark yet, though they have an answer.</summary>
    public required int Unmarked { get; init; }

    /// <summary>How many signs of tampering there are.</summary>
    public required int Flags { get; init; }

    /// <summary>Why the submission could not be read; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Points that there are.</summary>
    public double Maximum => AutomaticMaximum + ManualMaximum;

    /// <summary>The points that count, less what being late costs.</summary>
    /// <param name="course">Due times and rules.</param>
    /// <returns>Points.</returns>
    public double Total(CourseSettings course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return Math.Round((Automatic + Manual) * course.LateFactor(Student, Exercise, Submitted), 2);
    }
}
