using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Descent.Notebooks.Running;

namespace Descent.Cli.Commands;

/// <summary>The root: <c>descent</c>.</summary>
internal static class DescentCommand
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] args, SpareKernel? spare = null)
    {
        var root = new RootCommand("Descent: a deep-learning course in .NET notebooks. Runs its notebooks and makes a site of them.")
        {
            RunCommand.Create(spare),
            SiteCommand.Create(),
            StripCommand.Create(),
            ConvertCommand.Create(),
            CheckCommand.Create(),
            VerifyCommand.Create(),
            ReleaseCommand.Create(),
            GradeCommand.Create(),
            GradebookCommand.Create(),
            SimilarityCommand.Create(),
            DataCommand.Create(),
            DoctorCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>().ToList())
            root.Options.Remove(help);
        root.WithExamples("descent run notebooks", "descent site public", "descent doctor");
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
            return ReportUsage(result);
        try
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"descent: {exception.Message}");
            return ExitCode.Failure;
        }
    }

    private static int ReportUsage(ParseResult result)
    {
        if (result.UnmatchedTokens.Count > 0)
            Console.Error.WriteLine($"descent: '{result.UnmatchedTokens[0]}' is no command and no option here");
        else
            Console.Error.WriteLine($"descent: {result.Errors[0].Message}");
        var names = new List<string>();
        for (SymbolResult? symbol = result.CommandResult; symbol is CommandResult command; symbol = symbol.Parent)
            names.Insert(0, command.Command is RootCommand ? "descent" : command.Command.Name);
        Console.Error.WriteLine($"'{string.Join(' ', names)} --help' shows what fits.");
        return ExitCode.Usage;
    }
}
