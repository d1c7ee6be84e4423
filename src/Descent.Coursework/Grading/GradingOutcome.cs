using Descent.Coursework.Gradebooks;
using Descent.Coursework.Submissions;

namespace Descent.Coursework.Grading;

/// <summary>What a run of grading came to.</summary>
/// <param name="Graded">What was graded in this run, in the order in which it was done.</param>
/// <param name="Found">All submissions that were looked at: those of an interrupted run that it went on with, and those that had not changed, too.</param>
public sealed record GradingOutcome(IReadOnlyList<GradedSubmission> Graded, IReadOnlyList<SubmissionFile> Found);
