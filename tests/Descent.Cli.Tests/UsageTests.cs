namespace Descent.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("is no command", "frobnicate")]
    [InlineData("Required argument missing", "run")]
    [InlineData("--jobs: at least 1", "run", "x.ipynb", "--jobs", "0")]
    [InlineData("--timeout: more than 0 seconds", "run", "x.ipynb", "--timeout", "-1")]
    [InlineData("--memory: at least 64 MB", "run", "x.ipynb", "--memory", "1")]
    [InlineData("Required argument missing", "site")]
    [InlineData("'speed' is not NAME=VALUE", "run", "x.ipynb", "--param", "speed")]
    [InlineData("'--fast' is no option", "run", "--fast", "x.ipynb")]
    [InlineData("'docker-compose' is none of bwrap, docker, podman, none", "grade", "submitted", "--sandbox", "docker-compose")]
    [InlineData("--jobs: at least 1", "verify", "--jobs", "0")]
    [InlineData("--least: 1 to 100 per cent", "similarity", "submitted", "--least", "0")]
    [InlineData("--points, --comment, or both", "gradebook", "set", "anna", "05-backprop", "question")]
    [InlineData("there is no data set 'cifar'", "data", "fetch", "cifar")]
    public void A_command_line_that_makes_no_sense_exits_with_5_and_says_why(string message, params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.Equal(5, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help' shows what fits", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_exits_with_3()
    {
        var result = Cli.Run("run", scratch.PathOf("missing.ipynb"));
        Assert.Equal((3, "0 passed, 1 failed"), (result.ExitCode, result.LastLine));
        Assert.Contains("there is no file", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_notebooks_exits_with_3()
    {
        var result = Cli.Run("run", scratch.Folder);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("there are no notebooks in", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_never_goes_into_a_folder_of_other_things()
    {
        var notebook = scratch.Add("a.ipynb", "throw new System.Exception(\"was run\");");
        File.WriteAllText(scratch.PathOf("thesis.txt"), "");
        var result = Cli.Run("site", scratch.Folder, notebook);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("choose a folder that is empty or new", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("was run", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.ipynb", "{\"cells\": [")]
    [InlineData("empty.ipynb", "")]
    [InlineData("program.py", "print(1)")]
    public void A_file_that_is_no_notebook_exits_with_4(string name, string content)
    {
        File.WriteAllText(scratch.PathOf(name), content);
        var result = Cli.Run("run", scratch.PathOf(name));
        Assert.Equal((4, "0 passed, 1 failed"), (result.ExitCode, result.LastLine));
    }

    [Theory]
    [InlineData()]
    [InlineData("run")]
    [InlineData("site")]
    [InlineData("strip")]
    [InlineData("convert")]
    [InlineData("data")]
    [InlineData("data", "fetch")]
    [InlineData("check")]
    [InlineData("verify")]
    [InlineData("release")]
    [InlineData("grade")]
    [InlineData("gradebook")]
    [InlineData("gradebook", "show")]
    [InlineData("gradebook", "set")]
    [InlineData("gradebook", "history")]
    [InlineData("gradebook", "feedback")]
    [InlineData("gradebook", "export")]
    [InlineData("similarity")]
    [InlineData("doctor")]
    public void Help_has_examples_and_hides_the_kernel(params string[] command)
    {
        var result = Cli.Run([.. command, "--help"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Example", result.Output, StringComparison.Ordinal);
        Assert.Contains("descent " + string.Join(' ', command), result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("descent-kernel", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_starts_with_a_number()
    {
        var result = Cli.Run("--version");
        Assert.Equal(0, result.ExitCode);
        Assert.True(char.IsDigit(result.Output[0]), result.Output);
    }

    [Fact]
    public void Strip_check_finds_outputs_and_strip_removes_them()
    {
        var notebook = scratch.Add("loud.ipynb", "1 + 1");
        Cli.Run("strip", notebook);
        Assert.Equal(0, Cli.Run("strip", "--check", notebook).ExitCode);
        var clean = File.ReadAllText(notebook);
        Cli.Run("run", notebook, "--write");
        var check = Cli.Run("strip", "--check", notebook);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"not stripped: {notebook}", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, Cli.RunIn(scratch.Folder, "strip").ExitCode);
        Assert.Equal(clean, File.ReadAllText(notebook));
    }

    [Fact]
    public void Strip_says_which_file_is_no_notebook_and_goes_on()
    {
        File.WriteAllText(scratch.PathOf("a.ipynb"), "nonsense");
        scratch.Add("b.ipynb", "1");
        var result = Cli.RunIn(scratch.Folder, "strip");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("a.ipynb", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, Cli.Run("strip", scratch.PathOf("missing.ipynb")).ExitCode);
    }

    [Fact]
    public void Convert_goes_both_ways_and_spares_what_is_there()
    {
        var notebook = scratch.Add("a.ipynb", "var x = 1;", "x");
        Assert.Equal(0, Cli.Run("convert", notebook, scratch.PathOf("a.dib")).ExitCode);
        Assert.Contains("var x = 1;", File.ReadAllText(scratch.PathOf("a.dib")), StringComparison.Ordinal);
        Assert.Equal(1, Cli.Run("convert", scratch.PathOf("a.dib"), notebook).ExitCode);
        Assert.Equal(0, Cli.Run("convert", scratch.PathOf("a.dib"), notebook, "--force").ExitCode);
        Assert.Equal(3, Cli.Run("convert", scratch.PathOf("missing.dib"), scratch.PathOf("b.ipynb")).ExitCode);
        Assert.Equal(4, Cli.Run("convert", notebook, scratch.PathOf("b.txt")).ExitCode);
    }

    [Fact]
    public void Data_shows_every_data_set()
    {
        var result = Cli.Run("data");
        Assert.Contains("Iris", result.Output, StringComparison.Ordinal);
        Assert.Contains("Digits", result.Output, StringComparison.Ordinal);
        Assert.Contains("MNIST", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_says_which_files_are_damaged()
    {
        var folder = Directory.CreateDirectory(scratch.PathOf("data/mnist")).FullName;
        foreach (var file in Mnist.Files)
            File.WriteAllText(Path.Combine(folder, file.Name), "not digits");
        var result = Cli.RunIn(scratch.Folder, "data");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(4, result.Output.Split("damaged: delete it and fetch it again").Length - 1);
    }

    [Fact]
    public void Doctor_says_where_the_course_stands()
    {
        var result = Cli.RunIn(scratch.Folder, "doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(".NET runtime", result.Output, StringComparison.Ordinal);
        Assert.Contains("'dotnet build -c Release' in the course's folder", result.Output, StringComparison.Ordinal);
    }
}
