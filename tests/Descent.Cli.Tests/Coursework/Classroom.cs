using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests.Coursework;

/// <summary>A course in a temporary folder: the library of this repository, one of its exercises, and students.</summary>
internal sealed class Classroom : IDisposable
{
    public const string Exercise = "02-forward-pass";

    private static readonly Lazy<bool> HasBubblewrap = new(() => File.Exists("/usr/bin/bwrap"));

    // Made once for all tests that need it: releasing proves the exercise first.
    private static readonly Lazy<string> Released = new(() =>
    {
        using var classroom = new Classroom();
        var result = classroom.Run("release");
        Assert.True(result.ExitCode == 0, result.ToString());
        var folder = Directory.CreateTempSubdirectory("descent-release-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Copy(classroom.PathOf("release"), folder);
        return folder;
    });

    private readonly Scratch scratch = new();

    public Classroom()
    {
        Directory.CreateDirectory(PathOf("artifacts"));
        File.Copy(Repository.PathOf("artifacts", "course.csx"), PathOf("artifacts", "course.csx"));
        Copy(Repository.PathOf("exercises", Exercise), PathOf("exercises", Exercise));
        Solved = NotebookFile.Read(PathOf("exercises", Exercise, Exercise + ".ipynb"));
    }

    /// <summary>Arguments that choose the sandbox: the real one where there is one.</summary>
    public static string[] Sandbox => HasBubblewrap.Value ? [] : ["--sandbox", "none"];

    public string Folder => scratch.Folder;

    /// <summary>The exercise with its solution.</summary>
    public Notebook Solved { get; }

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public CliResult Run(params string[] arguments) => Cli.RunIn(Folder, arguments);

    /// <summary>Puts the released exercise where 'descent release' puts it.</summary>
    public void Release() => Copy(Released.Value, PathOf("release"));

    /// <summary>Grades what has been handed in.</summary>
    public CliResult Grade(params string[] arguments) => Run(["grade", "submitted", .. Sandbox, .. arguments]);

    /// <summary>Hands in the released notebook with some answers filled in.</summary>
    /// <param name="student">Who.</param>
    /// <param name="when">When, in UTC.</param>
    /// <param name="answer">The text of an answer cell, given its id and the released text.</param>
    public void HandIn(string student, string when, Func<string, string, string> answer)
    {
        var notebook = NotebookFile.Read(PathOf("release", Exercise, Exercise + ".ipynb"));
        foreach (var cell in notebook.Cells.Where(cell => cell.Metadata["nbgrader"]!["solution"]!.GetValue<bool>()))
            cell.Source = answer(cell.Id, cell.Source);
        var folder = PathOf("submitted", student, Exercise);
        Directory.CreateDirectory(folder);
        NotebookFile.Write(notebook, Path.Combine(folder, Exercise + ".ipynb"));
        File.WriteAllText(Path.Combine(folder, "timestamp.txt"), when);
    }

    /// <summary>The solution's text for a cell.</summary>
    public string Solution(string id, string released) => Solved.Cells.FirstOrDefault(cell => cell.Id == id)?.Source ?? released;

    public void Write(string name, JsonObject json) => File.WriteAllText(PathOf(name), json.ToJsonString());

    public void Dispose() => scratch.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
