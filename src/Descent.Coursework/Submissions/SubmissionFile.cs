namespace Descent.Coursework.Submissions;

/// <summary>Where a student's submission lies.</summary>
/// <param name="Student">The student: the name of the folder.</param>
/// <param name="Exercise">The exercise's name.</param>
/// <param name="Path">The notebook, or a zip file with one.</param>
/// <param name="Problem">Why it cannot be read; null when it may be.</param>
public sealed record SubmissionFile(string Student, string Exercise, string Path, string? Problem = null);
