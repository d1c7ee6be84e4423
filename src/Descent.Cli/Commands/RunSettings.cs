using System.CommandLine;
using System.CommandLine.Parsing;
using Descent.Cli.Terminal;
using Descent.Notebooks.Running;

namespace Descent.Cli.Commands;

/// <summary>The options of commands that run notebooks, and the run itself, watched on a terminal or told line by line.</summary>
internal sealed class RunSettings
{
    private readonly Option<int> jobs = new("--jobs", "-j") { Description = "How many notebooks run at the same time. Default: one for each processor, at most 4.", DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, 4), HelpName = "N" };
    private readonly Option<double?> timeout = new("--timeout") { Description = "Seconds that each cell may take. Default: the notebook's execution.timeout, else 120.", HelpName = "S" };
    private readonly Option<int> memory = new("--memory") { Description = "Megabytes of managed memory that each notebook may use.", DefaultValueFactory = _ => (int)(RunOptions.DefaultMemoryLimit >> 20), HelpName = "MB" };
    private readonly Option<string[]> parameters = new("--param", "-p") { Description = "Sets a variable of the cell tagged 'parameters'; may be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    /// <summary>Adds the options to a command.</summary>
    public RunSettings(Command command)
    {
        parameters.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') <= 0))
                result.AddError($"--param: '{token.Value}' is not NAME=VALUE");
        });
        jobs.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 1, result, "--jobs: at least 1"));
        timeout.Validators.Add(result => Require(result.GetValueOrDefault<double?>() is not <= 0, result, "--timeout: more than 0 seconds"));
        memory.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= 64, result, "--memory: at least 64 MB"));
        foreach (var option in new Option[] { jobs, timeout, memory, parameters })
            command.Add(option);
    }

    /// <summary>How to run, as the command line says.</summary>
    public RunOptions Of(ParseResult parsed) => new()
    {
        Jobs = parsed.GetValue(jobs),
        Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        MemoryLimit = (long)parsed.GetValue(memory) << 20,
        Parameters = Parameters(parsed.GetValue(parameters)!),
    };

    /// <summary>The notebooks that the paths stand for.</summary>
    /// <returns>The files; null when there are none, which has been reported.</returns>
    public static IReadOnlyList<string>? Find(string[] paths)
    {
        var files = NotebookFinder.Find(paths);
        if (files.Count > 0)
            return files;
        Problem.Report(null, $"there are no notebooks in {string.Join(", ", paths)}", ExitCode.NotFound);
        return null;
    }

    /// <summary>Runs notebooks until they end or the user interrupts.</summary>
    /// <returns>The results; null after an interruption, which has been reported.</returns>
    public static IReadOnlyList<NotebookResult>? Run(IReadOnlyList<string> files, RunOptions options, SpareKernel? spare)
    {
        using var interruption = new Interruption();
        try
        {
            return TerminalKind.IsLive ? RunLive(files, options, spare, interruption.Token) : RunPlain(files, options, spare, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            Interruption.Report();
            return null;
        }
    }

    /// <summary>The exit code for a run: that of the worst result.</summary>
    public static int Worst(IReadOnlyList<NotebookResult> results) => (int)results.Select(result => result.Status).DefaultIfEmpty(RunStatus.Passed).Max();

    /// <summary>What looks like an option and is none would else be a file that is not found.</summary>
    public static void OptionsAreNoPaths(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"'{token.Value}' is no option of this command");
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

    private static void Require(bool holds, SymbolResult result, string message)
    {
        if (!holds)
            result.AddError(message);
    }
}
