using System.Diagnostics;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests;

public sealed class HostileNotebookTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_cell_that_hangs_is_stopped_and_the_next_notebook_runs()
    {
        var hangs = scratch.Add("hangs.ipynb", "1", "Console.Write(\"began\");\nwhile (true) { }");
        var good = scratch.Add("good.ipynb", "1");
        var result = Cli.Run("run", hangs, good, "--timeout", "3", "--out", scratch.PathOf("out"));
        Assert.Equal((2, "1 passed, 1 failed"), (result.ExitCode, result.LastLine));
        Assert.Contains("cell 2\n     the cell ran longer than 3 s and was stopped", result.Output, StringComparison.Ordinal);
        Assert.Equal("began", Assert.IsType<StreamOutput>(NotebookFile.Read(scratch.PathOf("out/hangs.ipynb")).Cells[1].Outputs[0]).Text);
    }

    [Fact]
    public void A_notebook_can_say_how_long_its_cells_may_take()
    {
        var hangs = scratch.Add("hangs.ipynb", timeout: 2, ("await Task.Delay(-1);", []));
        var result = Cli.Run("run", hangs);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("longer than 2 s", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.Exit(0);", "cell 2\n     the cell ended the notebook's process (exit code 0)")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();\nawait Task.Delay(-1);", "cell 2\n     the notebook's process was killed")]
    [InlineData("Environment.FailFast(\"enough\");", "cell 2\n     the cell ended the notebook's process")]
    [InlineData("int F(int a) => F(a + 1) + 1;\nF(1)", "cell 2\n     the cell calls itself without end: the stack is full")]
    [InlineData("new System.Threading.Thread(() => throw new Exception(\"boom\")).Start();\nawait Task.Delay(-1);", "an exception on another thread ended the notebook's process: System.Exception: boom")]
    public void A_cell_that_ends_the_process_fails_and_the_next_notebook_runs(string code, string message)
    {
        var bad = scratch.Add("bad.ipynb", "1", code, "2");
        var good = scratch.Add("good.ipynb", "1");
        var result = Cli.Run("run", bad, good);
        Assert.Equal((1, "1 passed, 1 failed"), (result.ExitCode, result.LastLine));
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_limited()
    {
        var greedy = scratch.Add("greedy.ipynb", "var all = new List<byte[]>();\nwhile (true) all.Add(new byte[1_000_000]);");
        var result = Cli.Run("run", greedy, "--memory", "150");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the notebook may use 150 MB (--memory gives it more)", result.Output.ReplaceLineEndings(" ").Replace("The", "the", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_leaves_no_memory_to_report_with_is_reported_at_once()
    {
        // Large pieces first, then the smallest: in the end not even the exception's text fits.
        var greedy = scratch.Add(
            "greedy.ipynb",
            "class Node { public Node Next; }",
            "var big = new List<byte[]>(1000);\ntry { while (true) big.Add(new byte[1_000_000]); } catch (OutOfMemoryException) { }\nNode all = null;\nwhile (true) all = new Node { Next = all };");
        var result = Cli.Run("run", greedy, "--memory", "150", "--timeout", "60");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 2", result.Output, StringComparison.Ordinal);
        Assert.Contains("the notebook may use 150 MB (--memory gives it more)", result.Output.Replace("The", "the", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gigabyte_of_output_is_cut_off_and_an_error()
    {
        var loud = scratch.Add("loud.ipynb", "var megabyte = new string('x', 999_999);\nfor (var i = 0; i < 1000; i++) Console.WriteLine(megabyte);");
        var good = scratch.Add("good.ipynb", "1");
        var result = Cli.Run("run", loud, good, "--out", scratch.PathOf("out"));
        Assert.Equal((1, "1 passed, 1 failed"), (result.ExitCode, result.LastLine));
        Assert.Contains("the cell printed more than 4,000,000 characters", result.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(scratch.PathOf("out/loud.ipynb")).Length < 5_000_000);
        var outputs = NotebookFile.Read(scratch.PathOf("out/loud.ipynb")).Cells[0].Outputs;
        Assert.Contains("printed more than 4,000,000 characters", Assert.IsType<StreamOutput>(outputs[1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_that_a_notebook_leaves_behind_do_not_keep_it_running()
    {
        var busy = scratch.Add("busy.ipynb", "new System.Threading.Thread(() => { while (true) System.Threading.Thread.Sleep(10); }).Start();\n1");
        Assert.Equal(0, Cli.Run("run", busy).ExitCode);
    }

    [Theory]
    [InlineData("sleep", "600")]
    [InlineData("setsid", "sleep 600")]
    public void Processes_that_a_notebook_leaves_behind_end_with_it(string program, string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sleep and setsid are Linux programs");
        var parent = scratch.Add("parent.ipynb", $"using System.IO;\nvar child = System.Diagnostics.Process.Start(\"{program}\", \"{arguments}\");\nFile.WriteAllText(\"pid\", child.Id.ToString());");
        Assert.Equal(0, Cli.Run("run", parent).ExitCode);
        Assert.True(HasEnded(int.Parse(File.ReadAllText(scratch.PathOf("pid")))));
    }

    [Fact]
    public void A_notebooks_process_ends_when_its_runner_is_killed()
    {
        var hangs = scratch.Add("hangs.ipynb", "using System.IO;\nFile.WriteAllText(\"pid.tmp\", Environment.ProcessId.ToString());\nFile.Move(\"pid.tmp\", \"pid\");\nwhile (true) { }");
        using var runner = Cli.Start(scratch.Folder, "run", hangs, "--timeout", "60");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(scratch.PathOf("pid")), TimeSpan.FromSeconds(30)));
        runner.Kill();
        Assert.True(HasEnded(int.Parse(File.ReadAllText(scratch.PathOf("pid")))));
    }

    [Fact]
    public void What_a_program_started_by_a_cell_prints_does_not_break_the_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "echo is a Unix program");
        var notebook = scratch.Add("echo.ipynb", "System.Diagnostics.Process.Start(\"echo\", \"from outside\").WaitForExit();", "1");
        Assert.Equal(0, Cli.Run("run", notebook).ExitCode);
    }

    private static bool HasEnded(int id) => SpinWait.SpinUntil(() => !Lives(id), TimeSpan.FromSeconds(20));

    private static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            // A process that nobody has waited for yet is still listed.
            return !(OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return false;
        }
    }
}
