namespace Descent.Coursework.Gradebooks;

/// <summary>A grading of an attempt, as the history lists it.</summary>
/// <param name="Attempt">The attempt, counted from 1.</param>
/// <param name="Submitted">When it was handed in.</param>
/// <param name="Graded">When it was graded.</param>
/// <param name="Version">The exercise's version.</param>
/// <param name="Points">The points that checks gave.</param>
/// <param name="Maximum">The points that checks could give.</param>
/// <param name="Sandbox">The sandbox.</param>
public sealed record GradingRecord(int Attempt, DateTimeOffset Submitted, DateTimeOffset Graded, string Version, double Points, double Maximum, string Sandbox);
