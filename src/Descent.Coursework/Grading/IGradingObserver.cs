using Descent.Coursework.Gradebooks;
using Descent.Coursework.Submissions;

namespace Descent.Coursework.Grading;

/// <summary>Watches a grading. Called from several threads.</summary>
public interface IGradingObserver
{
    /// <summary>All submissions are found.</summary>
    /// <param name="submissions">The submissions.</param>
    void Found(IReadOnlyList<SubmissionFile> submissions);

    /// <summary>A submission begins, or one of its cells.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="cell">The cell's index, counted from 0.</param>
    /// <param name="count">How many cells there are; 0 while the submission is read.</param>
    void Progressed(SubmissionFile submission, int cell, int count);

    /// <summary>A submission is graded, and in the gradebook.</summary>
    /// <param name="graded">What became of it.</param>
    void Graded(GradedSubmission graded);

    /// <summary>A submission need not be graded: the gradebook has it already.</summary>
    /// <param name="submission">The submission.</param>
    void Unchanged(SubmissionFile submission);
}
