using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Results;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.SelfChecking;

namespace Descent.Cli.Commands;

/// <summary><c>descent check</c>: a student's self-check.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var notebook = new Argument<string>("notebook") { Description = "Your notebook, or the folder of an exercise." };
        notebook.Validators.Add(RunSettings.OptionsAreNoPaths);
        var json = new Option<string?>("--json") { Description = "Writes the result to this file, as JSON; - for the terminal, and nothing else there.", HelpName = "FILE" };
        var junit = new Option<string?>("--junit") { Description = "Writes the result to this file, as JUnit XML.", HelpName = "FILE" };
        var command = new Command("check", "Checks your answers to an exercise, as far as you may see the checks, and says which others run when it is graded.") { notebook, json, junit };
        var sandbox = new SandboxSettings(command, "What your code runs in.", SandboxKind.None);
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var interruption = new Interruption();
            try
            {
                var outcome = SelfCheck.Run(parsed.GetValue(notebook)!, sandbox.Of(parsed), null, interruption.Token);
                if (parsed.GetValue(junit) is { } junitFile)
                    File.WriteAllText(junitFile, ResultJUnit.Of(outcome.Result));
                if (parsed.GetValue(json) is { } jsonFile and not "-")
                    File.WriteAllText(jsonFile, ResultJson.Of(outcome.Result));
                if (parsed.GetValue(json) == "-")
                    Console.Write(ResultJson.Of(outcome.Result));
                else
                    SelfCheckReport.Write(outcome, Console.Out);
                return outcome.Passed ? ExitCode.Success : ExitCode.Failure;
            }
            catch (OperationCanceledException)
            {
                return Interruption.Report();
            }
        }));
        return command.WithExamples(
            "descent check exercises/05-backprop",
            "descent check exercises/05-backprop/05-backprop.ipynb --json result.json");
    }
}
