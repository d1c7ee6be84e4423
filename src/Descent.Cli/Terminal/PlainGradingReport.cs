using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Submissions;

namespace Descent.Cli.Terminal;

/// <summary>Reports a grading line by line: for logs, pipes and CI.</summary>
internal sealed class PlainGradingReport(TextWriter writer) : IGradingObserver
{
    private readonly Lock gate = new();

    public void Found(IReadOnlyList<SubmissionFile> submissions)
    {
        lock (gate)
            writer.WriteLine($"{submissions.Count} submissions");
    }

    public void Progressed(SubmissionFile submission, int cell, int count)
    {
    }

    public void Graded(GradedSubmission graded)
    {
        lock (gate)
        {
            writer.WriteLine(Line(graded));
            foreach (var flag in graded.Marks.Flags)
                writer.WriteLine($"       FLAG {flag}");
            foreach (var warning in graded.Warnings)
                writer.WriteLine($"       {warning}");
        }
    }

    public void Unchanged(SubmissionFile submission)
    {
        lock (gate)
            writer.WriteLine($"same   {submission.Student}  {submission.Exercise}");
    }

    /// <summary>What came of a submission, in a line.</summary>
    public static string Line(GradedSubmission graded)
    {
        var file = graded.Submission.File;
        return graded.Submission.Problem is { } problem
            ? $"UNREAD {file.Student}  {file.Exercise}  {problem}"
            : $"graded {file.Student}  {file.Exercise}  {graded.Marks.Points:0.##} of {graded.Marks.Maximum:0.##}  ({graded.Duration.TotalSeconds:0.0} s)";
    }
}
