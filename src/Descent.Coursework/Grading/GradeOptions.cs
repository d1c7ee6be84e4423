using Descent.Coursework.Courses;
using Descent.Coursework.Sandboxes;

namespace Descent.Coursework.Grading;

/// <summary>What is to be graded, and how.</summary>
public sealed record GradeOptions
{
    /// <summary>The folder of submissions.</summary>
    public required string Submitted { get; init; }

    /// <summary>The folders of the exercises to grade.</summary>
    public required IReadOnlyList<string> Exercises { get; init; }

    /// <summary>The students to grade; null for all.</summary>
    public IReadOnlySet<string>? Students { get; init; }

    /// <summary>How many submissions run at the same time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The sandbox.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>The course's settings.</summary>
    public CourseSettings Course { get; init; } = new();

    /// <summary>Whether to go on with a run that was interrupted: what it has graded is not even read again.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to grade again what has not changed.</summary>
    public bool Again { get; init; }
}
