using System.Text;
using System.Text.Json.Nodes;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Releasing;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Submissions;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Samples;

/// <summary>A course in a temporary folder, with one small exercise and the repository's library.</summary>
internal sealed class TinyCourse : IDisposable
{
    public const string Name = "01-square";

    public TinyCourse(Action<List<Cell>>? change = null, double timeout = 3)
    {
        Folder = Directory.CreateTempSubdirectory("descent-course-").FullName;
        Directory.CreateDirectory(PathOf("artifacts"));
        File.Copy(CourseRepository.PathOf("artifacts", "course.csx"), PathOf("artifacts", "course.csx"));
        Directory.CreateDirectory(ExerciseFolder);
        List<Cell> cells =
        [
            Cells.Given("import-course", "#!import ../../artifacts/course.csx"),
            Cells.Text("title", "# A square"),
            Cells.Given("usings", "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing Descent;\nusing Descent.Checks;"),
            Cells.Given("make", "// BEGIN SECRET\nCheck.Keep(\"label\", new string(\"sdrow terces owt\".Reverse().ToArray()));\nCheck.Provide(\"input\", 5.0 + Check.Seed);\n// END SECRET"),
            Cells.Answer("square", "double Square(double x)\n{\n    // BEGIN SOLUTION\n    return x * x;\n    // END SOLUTION\n}"),
            Cells.Checks("check-square", "Check.Close(\"square of 3\", () => Square(3), expected: 9.0, points: 2);\n// BEGIN HIDDEN TESTS\nCheck.Close(\"square of a hidden number\", () => Square(Check.Provided<double>(\"input\")), points: 3);\n// END HIDDEN TESTS", 5),
            Cells.Answer("twice", "double Twice(double x)\n{\n    // BEGIN SOLUTION\n    return 2 * x;\n    // END SOLUTION\n}"),
            Cells.Checks("check-twice", "Check.Close(\"twice 4\", () => Twice(4), expected: 8.0, points: 1);\n// BEGIN HIDDEN TESTS\nCheck.Close(\"twice a hidden number\", () => Twice(Check.Seed + 0.5), points: 2);\n// END HIDDEN TESTS", 3),
            Cells.Question("why", "<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->", 2),
        ];
        change?.Invoke(cells);
        var notebook = new Notebook(cells, new JsonObject { ["execution"] = new JsonObject { ["timeout"] = timeout } });
        NotebookFile.Write(notebook, Path.Combine(ExerciseFolder, Name + ".ipynb"));
        Exercise = Exercise.Load(ExerciseFolder);
    }

    public string Folder { get; }

    public string ExerciseFolder => PathOf("exercises", Name);

    public string SubmittedFolder => PathOf("submitted");

    public Exercise Exercise { get; }

    /// <summary>The program that children run: the command line's.</summary>
    public static SandboxOptions Sandbox(SandboxKind kind = SandboxKind.Bwrap) =>
        new() { Kind = kind, Program = ChildProgram.Of(Path.Combine(AppContext.BaseDirectory, "Descent.Cli.dll")) };

    /// <summary>The real sandbox; the test is skipped, with the reason, where there is none.</summary>
    public static Sandbox OpenSandbox()
    {
        try
        {
            return Sandbox().Open(CourseRepository.PathOf("artifacts", "course"));
        }
        catch (SandboxException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>What a student hands in who has filled in these answers.</summary>
    public Notebook Submission(AnswerKey key, params (string Cell, string Source)[] answers)
    {
        var notebook = Releaser.Notebook(Exercise, key);
        foreach (var (id, source) in answers)
            notebook.Cells.Single(cell => cell.Id == id).Source = source;
        return notebook;
    }

    /// <summary>Hands a notebook in.</summary>
    public void HandIn(string student, Notebook notebook, DateTimeOffset? at = null)
    {
        var folder = Path.Combine(SubmittedFolder, student, Name);
        Directory.CreateDirectory(folder);
        NotebookFile.Write(notebook, Path.Combine(folder, Name + ".ipynb"));
        File.WriteAllText(Path.Combine(folder, "timestamp.txt"), (at ?? new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero)).ToString("O"), Encoding.UTF8);
    }

    /// <summary>Grades a notebook.</summary>
    public AutomaticMarks Grade(GradingEngine engine, AnswerKey key, Notebook submitted, out GraftedSubmission graft)
    {
        graft = engine.Graft(Exercise, submitted);
        return engine.Grade(Exercise, key, graft.Cells, null, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
