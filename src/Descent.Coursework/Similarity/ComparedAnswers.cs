namespace Descent.Coursework.Similarity;

/// <summary>A student's answers to an exercise, as one text.</summary>
/// <param name="Student">The student.</param>
/// <param name="Exercise">The exercise.</param>
/// <param name="Code">The code of all answers, one after another.</param>
public sealed record ComparedAnswers(string Student, string Exercise, string Code);
