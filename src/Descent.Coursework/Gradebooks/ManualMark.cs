namespace Descent.Coursework.Gradebooks;

/// <summary>A mark or comment that an instructor gave.</summary>
/// <param name="Attempt">The attempt that it is for, counted from 1.</param>
/// <param name="Cell">The cell's <c>grade_id</c>.</param>
/// <param name="Points">The points; null for a comment alone.</param>
/// <param name="Comment">The comment; null for points alone.</param>
/// <param name="Author">Who gave it.</param>
/// <param name="At">When.</param>
public sealed record ManualMark(int Attempt, string Cell, double? Points, string? Comment, string Author, DateTimeOffset At);
