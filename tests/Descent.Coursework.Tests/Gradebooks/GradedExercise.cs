using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Gradebooks;

/// <summary>The tiny exercise, a gradebook for it, and submissions that have been graded without anything having run.</summary>
internal sealed class GradedExercise : IDisposable
{
    public const string Version = "v1";

    public static readonly DateTimeOffset Submitted = new(2026, 11, 2, 15, 58, 23, 948, TimeSpan.Zero);

    private readonly ScratchFolder scratch = new();
    private readonly ExerciseFolder folder;

    public GradedExercise(Notebook? notebook = null)
    {
        folder = notebook is null ? new ExerciseFolder() : new ExerciseFolder(notebook);
        Exercise = folder.Load();
    }

    public Exercise Exercise { get; }

    public string Name => Exercise.Name;

    public string Path => scratch.PathOf("marks", "gradebook.db");

    /// <summary>The gradebook, with the exercise recorded.</summary>
    public Gradebook Open()
    {
        var gradebook = Gradebook.Open(Path, create: true);
        gradebook.Record(Exercise, Version);
        return gradebook;
    }

    /// <summary>A submission: what was answered, and the points of the first check.</summary>
    public GradedSubmission Graded(string student, string hash, double points = 1, string twice = "return 2 * x;", string why = "Because.", string version = Version) =>
        new(
            new Submission(new SubmissionFile(student, Name, $"submitted/{student}/{Name}.ipynb"), hash, Submitted),
            new AutomaticMarks(
                [
                    new CheckMark("check-twice", "twice 3", points < 1 ? CheckStatus.Partial : CheckStatus.Passed, points, 1, IsHidden: false) { Finding = "finding", Expected = "6", Yours = "5", Cause = "cause", Hint = "hint" },
                    new CheckMark("check-twice", "twice 17", CheckStatus.Wrong, 0, 1, IsHidden: true) { Finding = "the value is not right" },
                    new CheckMark("check-thrice", "thrice 3", CheckStatus.DoesNotCompile, 0, 1.5, IsHidden: false) { Finding = "it does not compile" },
                ],
                new Dictionary<string, CellFailure> { ["thrice"] = new(CheckStatus.DoesNotCompile, "does not compile: ; expected") },
                ["a flag"]))
        {
            Answers = [new Answer(CellOf("twice"), twice, 4), new Answer(CellOf("thrice"), "return", 7), new Answer(CellOf("why"), why, 9) { IsEmpty = why.Length == 0 }],
            Warnings = ["a warning"],
            Version = version,
            Seed = 7,
            Sandbox = "bwrap",
            Duration = TimeSpan.FromSeconds(1.5),
        };

    /// <summary>A submission that could not be read.</summary>
    public GradedSubmission Unreadable(string student, string hash) =>
        new(
            new Submission(new SubmissionFile(student, Name, "x"), hash, Submitted) { Problem = "it is not a notebook" },
            new AutomaticMarks([new CheckMark("check-twice", "twice 3", CheckStatus.Refused, 0, 2, IsHidden: false)], new Dictionary<string, CellFailure>(), []))
        {
            Version = Version,
            Sandbox = "bwrap",
        };

    public ExerciseCell CellOf(string id) => Exercise.Cells.First(cell => cell.Id == id);

    public void Dispose()
    {
        folder.Dispose();
        scratch.Dispose();
    }
}
