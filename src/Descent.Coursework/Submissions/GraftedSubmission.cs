using Descent.Coursework.Execution;

namespace Descent.Coursework.Submissions;

/// <summary>A student's answers in the instructor's notebook.</summary>
/// <param name="Answers">The answers, in the order of the exercise.</param>
/// <param name="Cells">The code cells to run.</param>
/// <param name="Warnings">What was odd about the submission, and what was made of it.</param>
public sealed record GraftedSubmission(IReadOnlyList<Answer> Answers, IReadOnlyList<PlannedCell> Cells, IReadOnlyList<string> Warnings);
