using Descent.Coursework.Exercises;

namespace Descent.Coursework.Submissions;

/// <summary>A student's answer to one cell.</summary>
/// <param name="Cell">The exercise's cell.</param>
/// <param name="Source">What the student wrote: code, or text for a person to mark; null when the submission has no such cell.</param>
/// <param name="Number">The cell's number in the submission, counted from 1; 0 when it has none.</param>
public sealed record Answer(ExerciseCell Cell, string? Source, int Number)
{
    /// <summary>True when it is still the stub, or nothing at all.</summary>
    public bool IsEmpty { get; init; }
}
