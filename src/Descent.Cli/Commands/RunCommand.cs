using System.CommandLine;
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
        jobs.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 1, result, "--jobs: at least 1"));
        timeout.Validators.Add(result => Require(result.GetValueOrDefault<double?>() is not <= 0, result, "--timeout: more than 0 seconds"));
        memory.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 64, result, "--memory: at least 64 MB"));
        var command = new Command("run", "Runs notebooks from top to bottom and says whether they pass.") { paths, jobs, timeout, memory, junit, write, output };
        command.SetAction(parsed =>
        {
            var files = NotebookFinder.Find(parsed.GetValue(paths)!);
            var options = new RunOptions
            {
                Jobs = parsed.GetValue(jobs),
                Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MemoryLimit = (long)parsed.GetValue(memory) << 20,
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
                results = Runner.Run(files, options, KernelCommand.ThisProgram(), new PlainReport(Console.Out), spare, cancellation.Token);
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
            if (parsed.GetValue(output) is { } folder)
            {
                foreach (var (result, name) in results.Zip(ExecutedCopies.Names(files)))
                    ExecutedCopies.Write(result, folder, name);
            }
            PlainReport.Summarise(Console.Out, results);
            return (int)results.Select(result => result.Status).DefaultIfEmpty(RunStatus.Passed).Max();
        });
        return command;
    }

    private static void Require(bool holds, System.CommandLine.Parsing.SymbolResult result, string message)
    {
        if (!holds)
            result.AddError(message);
    }
}
