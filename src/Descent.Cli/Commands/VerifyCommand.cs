using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Exercises;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Verification;

namespace Descent.Cli.Commands;

/// <summary><c>descent verify</c>: proves the graders of exercises.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var exercises = new Argument<string[]>("exercise")
        {
            Description = "Exercises, or folders that hold them. Default: exercises.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => ["exercises"],
        };
        exercises.Validators.Add(RunSettings.OptionsAreNoPaths);
        var command = new Command("verify", "Proves that exercises grade rightly: the solution gets all points, the stub none, each wrong answer loses exactly what it should.") { exercises };
        var jobs = new Option<int>("--jobs", "-j") { Description = "How many runs go on at the same time. Default: one for each processor.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        command.Add(jobs);
        var sandbox = new SandboxSettings(command, "What the runs are kept in; they run the course's own code.", SandboxKind.None);
        command.SetAction(parsed => Verify(parsed.GetValue(exercises)!, sandbox.Of(parsed), parsed.GetValue(jobs)));
        return command.WithExamples(
            "descent verify                          all exercises",
            "descent verify exercises/05-backprop    one of them");
    }

    private static int Verify(string[] paths, SandboxOptions sandbox, int jobs)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            cancellation.Cancel();
        };
        try
        {
            using var report = new VerificationProgress();
            var reports = Verifier.Verify(Exercise.Find(paths), sandbox, jobs, report, cancellation.Token);
            report.Dispose();
            var proved = reports.Count(exercise => exercise.IsProved);
            Console.WriteLine($"{proved} passed, {reports.Count - proved} failed");
            return proved == reports.Count ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("descent: interrupted");
            return ExitCode.Interrupted;
        }
        catch (DirectoryNotFoundException exception)
        {
            return Problem.Report(null, exception.Message, ExitCode.NotFound);
        }
        catch (SandboxException exception)
        {
            return Problem.Report(null, exception.Message, ExitCode.Failure);
        }
    }
}
