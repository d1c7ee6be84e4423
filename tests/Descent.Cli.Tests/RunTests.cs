using System.Xml.Linq;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_notebook_that_runs_to_its_end_passes()
    {
        var notebook = scratch.Add("good.ipynb", "var x = 20 + 1;", "x * 2");
        var result = Cli.Run("run", notebook);
        Assert.Equal((0, "1 passed, 0 failed"), (result.ExitCode, result.LastLine));
    }

    [Fact]
    public void A_failing_cell_is_shown_with_notebook_cell_line_code_and_error()
    {
        var notebook = scratch.Add("bad.ipynb", "var zero = 0;", "Console.WriteLine(\"before\");\nvar q = 1 / zero;", "never");
        var result = Cli.Run("run", notebook);
        Assert.Equal((1, "0 passed, 1 failed"), (result.ExitCode, result.LastLine));
        Assert.Contains($"FAIL {notebook} (1 of 3 cells", result.Output, StringComparison.Ordinal);
        Assert.Contains("cell 2, line 2\n        2 | var q = 1 / zero;\n          |         ^\n     System.DivideByZeroException: Attempted", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_function_of_an_earlier_cell_names_both_cells()
    {
        var notebook = scratch.Add("far.ipynb", "int Half(int a)\n{\n    return 1 / a;\n}", "\nHalf(0)");
        var result = Cli.Run("run", notebook);
        Assert.Contains("cell 1, line 3\n        3 |     return 1 / a;", result.Output, StringComparison.Ordinal);
        Assert.Contains("called from cell 2, line 2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compile_error_points_at_its_column()
    {
        var notebook = scratch.Add("compile.ipynb", "var s = \"a\";\nint q = s;");
        var result = Cli.Run("run", notebook);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("2 | int q = s;\n          |         ^\n     (2,9): error CS0029:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_notebooks_run_when_one_fails()
    {
        scratch.Add("a.ipynb", "throw new InvalidOperationException();");
        scratch.Add("b.ipynb", "1");
        Directory.CreateDirectory(scratch.PathOf("sub/.ipynb_checkpoints"));
        Directory.CreateDirectory(scratch.PathOf("bin"));
        scratch.Add("sub/c.dib", "2");
        File.WriteAllText(scratch.PathOf("sub/.ipynb_checkpoints/d.ipynb"), "not searched");
        File.WriteAllText(scratch.PathOf("bin/e.ipynb"), "not searched");
        var result = Cli.RunIn(scratch.Folder, "run", ".", "--jobs", "2");
        Assert.Equal((1, "2 passed, 1 failed"), (result.ExitCode, result.LastLine));
    }

    [Fact]
    public void Tags_say_what_must_fail_and_what_is_left_out()
    {
        var notebook = scratch.Add("tags.ipynb",
            ("throw new ArgumentException(\"wanted\");", ["raises-exception"]),
            ("throw new ArgumentException(\"skipped\");", ["skip-execution"]),
            ("1 + 1", []));
        Assert.Equal(0, Cli.Run("run", notebook).ExitCode);
    }

    [Fact]
    public void A_cell_tagged_raises_exception_must_raise_one()
    {
        var notebook = scratch.Add("tags.ipynb", ("1 + 1", ["raises-exception"]));
        var result = Cli.Run("run", notebook);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the cell is tagged raises-exception, but raised none", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_replace_the_defaults_and_cells_keep_their_numbers()
    {
        var notebook = scratch.Add("parameters.ipynb",
            ("var epochs = 10;", ["parameters"]), ("throw new Exception($\"epochs is {epochs}\");", []));
        var result = Cli.Run("run", notebook, "--param", "epochs=3");
        Assert.Contains("cell 2, line 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("epochs is 3", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_parameter_fails_the_notebook()
    {
        var notebook = scratch.Add("parameters.ipynb", ("var epochs = 10;", ["parameters"]));
        var result = Cli.Run("run", notebook, "--param", "epoch=3");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("epochs", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_that_only_some_kernels_run_is_refused_with_its_place()
    {
        var notebook = scratch.Add("particular.ipynb", "1", "var x = 2;\ndisplay(x);");
        var result = Cli.Run("run", notebook);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 2, line 2\n        2 | display(x);", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_junit_report_has_a_suite_a_notebook_and_a_case_a_cell()
    {
        var notebook = scratch.Add("report.ipynb", "1", "throw new Exception(\"bad \\u0001 <character>\");", "2");
        var file = scratch.PathOf("reports/junit.xml");
        Cli.Run("run", notebook, "--junit", file);
        var suite = Assert.Single(XDocument.Load(file).Root!.Elements("testsuite"));
        Assert.Equal(("3", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("skipped")));
        var failed = Assert.Single(suite.Elements("testcase"), test => test.Element("failure") is not null);
        Assert.StartsWith("cell 2: throw new Exception", (string?)failed.Attribute("name"), StringComparison.Ordinal);
        Assert.Contains("bad \uFFFD <character>", (string?)failed.Element("failure")!.Attribute("message"), StringComparison.Ordinal);
    }

    [Fact]
    public void Executed_copies_and_pages_hold_the_outputs_and_the_source_stays()
    {
        var notebook = scratch.Add("copy.ipynb", "Console.Write(\"one \");\nConsole.Write(\"line\");\n\"value\"");
        var before = File.ReadAllText(notebook);
        Cli.Run("run", notebook, "--out", scratch.PathOf("out"), "--html", scratch.PathOf("html"));
        var outputs = NotebookFile.Read(scratch.PathOf("out/copy.ipynb")).Cells[0].Outputs;
        Assert.Equal(new StreamOutput("stdout", "one line"), Assert.IsType<StreamOutput>(outputs[0]) with { Extra = ((StreamOutput)outputs[0]).Extra }, StreamsAreEqual);
        Assert.Equal("value", (string?)Assert.IsType<ResultOutput>(outputs[1]).Data["text/plain"]);
        Assert.Contains("one line", File.ReadAllText(scratch.PathOf("html/copy.html")), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(notebook));
    }

    [Fact]
    public void Write_puts_the_outputs_into_the_notebook()
    {
        var notebook = scratch.Add("own.ipynb", "6 * 7");
        Cli.Run("run", notebook, "--write");
        var cell = NotebookFile.Read(notebook).Cells[0];
        Assert.Equal(1, cell.ExecutionCount);
        Assert.Contains("42", (string?)Assert.IsType<ResultOutput>(cell.Outputs[0]).Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_folder_is_the_notebooks_own()
    {
        File.WriteAllText(scratch.PathOf("beside.txt"), "found");
        var notebook = scratch.Add("where.ipynb", "using System.IO;\nif (File.ReadAllText(\"beside.txt\") != \"found\") throw new Exception();");
        Assert.Equal(0, Cli.Run("run", notebook).ExitCode);
    }

    private static bool StreamsAreEqual(StreamOutput a, StreamOutput b) => (a.Name, a.Text) == (b.Name, b.Text);
}
