using System.CommandLine;
using System.CommandLine.Parsing;
using Descent.Cli.Terminal;
using Descent.Notebooks.Running;

namespace Descent.Cli.Commands;

/// <summary><c>descent run</c>: runs notebooks without a front end.</summary>
internal static class RunCommand
{
    public static Command Create(SpareKernel? spare)
    {
        var paths = new Argument<string[]>("path") { Description = "Notebooks (.ipynb, .dib), or folders to search for them.", Arity = ArgumentArity.OneOrMore };
        var jobs = new Option<int>("--jobs", "-j") { Description = "How many notebooks run at the same time.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds that each cell may take. Default: the notebook's execution.timeout, else 120.", HelpName = "S" };
        var memory = new Option<int>("--memory") { Description = "Megabytes of managed memory that each notebook may use.", DefaultValueFactory = _ => (int)(RunOptions.DefaultMemoryLimit >> 20), HelpName = "MB" };
        var junit = new Option<string?>("--junit") { Description = "Writes a JUnit report to this file.", HelpName = "FILE" };
        var write = new Option<bool>("--write") { Description = "Writes the outputs into the notebooks themselves." };
        var output = new Option<string?>("--out") { Description = "Writes executed copies into this folder.", HelpName = "DIR" };
        var html = new Option<string?>("--html") { Description = "Writes executed notebooks as HTML pages into this folder.", HelpName = "DIR" };
        var parameters = new Option<string[]>("--param", "-p") { Description = "Sets a variable of the cell tagged 'parameters'; may be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') <= 0))
                result.AddError($"--param: '{token.Value}' is not NAME=VALUE");
        });
        paths.Validators.Add(OptionsAreNoPaths);
        jobs.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 1, result, "--jobs: at least 1"));
        timeout.Validators.Add(result => Require(result.GetValueOrDefault<double?>() is not <= 0, result, "--timeout: more than 0 seconds"));
        memory.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 64, result, "--memory: at least 64 MB"));
        var command = new Command("run", "Runs notebooks from top to bottom and says whether they pass.") { paths, jobs, timeout, memory, parameters, junit, html, output, write };
        command.SetAction(parsed =>
        {
            var files = NotebookFinder.Find(parsed.GetValue(paths)!);
            if (files.Count == 0)
                return Problem.Report(null, $"there are no notebooks in {string.Join(", ", parsed.GetValue(paths)!)}", ExitCode.NotFound);
            var options = new RunOptions
            {
                Jobs = parsed.GetValue(jobs),
                Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MemoryLimit = (long)parsed.GetValue(memory) << 20,
                Parameters = Parameters(parsed.GetValue(parameters)!),
            };
            using var cancellation = new CancellationTokenSource();
            Console.CancelKeyPress += (_, key) =>
            {
                key.Cancel = true;
                cancellation.Cancel();
            };
            IReadOnlyList<NotebookResult> results;
            try
            {
                results = TerminalKind.IsLive ? RunLive(files, options, spare, cancellation.Token) : RunPlain(files, options, spare, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("descent: interrupted");
                return ExitCode.Interrupted;
            }
            if (parsed.GetValue(junit) is { } junitFile)
                JUnitReport.Write(results, junitFile);
            if (parsed.GetValue(write))
            {
                foreach (var result in results)
                    ExecutedCopies.WriteInPlace(result);
            }
            foreach (var (result, name) in results.Zip(ExecutedCopies.Names(files)))
            {
                if (parsed.GetValue(output) is { } folder)
                    ExecutedCopies.Write(result, folder, name);
                if (parsed.GetValue(html) is { } pages)
                    ExecutedCopies.WriteHtml(result, pages, name);
            }
            PlainReport.Summarise(Console.Out, results);
            return (int)results.Select(result => result.Status).DefaultIfEmpty(RunStatus.Passed).Max();
        });
        return command.WithExamples(
            "descent run notebooks                                    every notebook in the folder",
            "descent run notebooks --jobs 4 --junit results.xml       four at a time, with a report for CI",
            "descent run 08-mlp-on-iris.ipynb -p seed=2 --html pages  with a parameter, and a page to read");
    }

    private static IReadOnlyList<NotebookResult> RunPlain(IReadOnlyList<string> files, RunOptions options, SpareKernel? spare, CancellationToken cancellation) =>
        Runner.Run(files, options, KernelCommand.ThisProgram(), new PlainReport(Console.Out), spare, cancellation);

    // Its own method, so that where nobody watches, what draws is not even loaded.
    private static IReadOnlyList<NotebookResult> RunLive(IReadOnlyList<string> files, RunOptions options, SpareKernel? spare, CancellationToken cancellation)
    {
        var report = new LiveReport(files);
        return report.Watch(() => Runner.Run(files, options, KernelCommand.ThisProgram(), report, spare, cancellation));
    }

    /// <summary>The last value of a name counts.</summary>
    private static Dictionary<string, string> Parameters(string[] settings)
    {
        var values = new Dictionary<string, string>();
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=');
            values[setting[..equals].Trim()] = setting[(equals + 1)..];
        }
        return values;
    }

    /// <summary>What looks like an option and is none would else be a file that is not found.</summary>
    internal static void OptionsAreNoPaths(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"'{token.Value}' is no option of this command");
    }

    private static void Require(bool holds, SymbolResult result, string message)
    {
        if (!holds)
            result.AddError(message);
    }
}
