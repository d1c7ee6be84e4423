using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests;

public sealed partial class ReadmeTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_first_network_of_the_README_runs_and_learns()
    {
        Directory.CreateDirectory(scratch.PathOf("artifacts"));
        Directory.CreateDirectory(scratch.PathOf("notebooks"));
        File.Copy(Repository.PathOf("artifacts", "course.csx"), scratch.PathOf("artifacts/course.csx"));
        var code = FirstCode().Match(File.ReadAllText(Repository.PathOf("README.md"))).Groups[1].Value;
        var notebook = scratch.Add("notebooks/readme.ipynb", "#!import ../artifacts/course.csx", code);

        var result = Cli.Run("run", notebook, "--out", scratch.PathOf("out"));

        Assert.Equal(0, result.ExitCode);
        var output = Assert.IsType<StreamOutput>(NotebookFile.Read(scratch.PathOf("out/readme.ipynb")).Cells[1].Outputs[0]);
        Assert.Matches(@"^test accuracy (0\.9\d\d|1\.000)\s*$", output.Text);
    }

    [Fact]
    public void The_README_names_every_notebook_and_every_command()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        foreach (var notebook in Repository.Notebooks)
            Assert.Contains($"`{notebook}`", readme, StringComparison.Ordinal);
        foreach (var command in new[] { "run", "site", "check", "verify", "release", "grade", "gradebook", "similarity", "strip", "convert", "data", "doctor" })
            Assert.Contains($"| `{command}", readme, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstCode();
}
