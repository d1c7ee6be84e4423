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
        var exercises = ExerciseArguments.Exercises();
        var jobs = ExerciseArguments.Jobs("runs");
        var command = new Command("verify", "Proves that exercises grade rightly: the solution gets all points, the stub none, each wrong answer loses exactly what it should.") { exercises, jobs };
        var sandbox = new SandboxSettings(command, "What the runs are kept in; they run the course's own code.", SandboxKind.None);
        command.SetAction(parsed => Problem.Guard(() => Verify(parsed.GetValue(exercises)!, sandbox.Of(parsed), parsed.GetValue(jobs))));
        return command.WithExamples(
            "descent verify                          all exercises",
            "descent verify exercises/05-backprop    one of them");
    }

    private static int Verify(string[] paths, SandboxOptions sandbox, int jobs)
    {
        using var interruption = new Interruption();
        try
        {
            using var report = new VerificationProgress();
            var reports = Verifier.Verify(Exercise.Find(paths), sandbox, jobs, report, interruption.Token);
            report.Dispose();
            var proved = reports.Count(exercise => exercise.IsProved);
            Console.WriteLine($"{proved} passed, {reports.Count - proved} failed");
            return proved == reports.Count ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return Interruption.Report();
        }
    }
}
