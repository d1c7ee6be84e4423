using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests;

public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Root = FindRoot();
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_first_network_of_the_README_runs_and_learns()
    {
        Directory.CreateDirectory(scratch.PathOf("artifacts"));
        Directory.CreateDirectory(scratch.PathOf("notebooks"));
        File.Copy(Path.Combine(Root, "artifacts", "course.csx"), scratch.PathOf("artifacts/course.csx"));
        var code = FirstCode().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value;
        var notebook = scratch.Add("notebooks/readme.ipynb", "#!import ../artifacts/course.csx", code);

        var result = Cli.Run("run", notebook, "--out", scratch.PathOf("out"));

        Assert.Equal(0, result.ExitCode);
        var output = Assert.IsType<StreamOutput>(NotebookFile.Read(scratch.PathOf("out/readme.ipynb")).Cells[1].Outputs[0]);
        Assert.Matches(@"^test accuracy (0\.9\d\d|1\.000)\s*$", output.Text);
    }

    [Fact]
    public void The_README_names_every_notebook_and_every_command()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        foreach (var notebook in Directory.GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb"))
            Assert.Contains($"`{Path.GetFileNameWithoutExtension(notebook)}`", readme, StringComparison.Ordinal);
        foreach (var command in new[] { "run", "strip", "convert", "data", "doctor" })
            Assert.Contains($"| `{command}", readme, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstCode();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Descent.slnx")))
            directory = directory.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        return directory.FullName;
    }
}
