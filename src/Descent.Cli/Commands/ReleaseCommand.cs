using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Releasing;
using Descent.Coursework.Sandboxes;

namespace Descent.Cli.Commands;

/// <summary><c>descent release</c>: makes the students' versions of exercises.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var exercises = ExerciseArguments.Exercises();
        var output = new Option<string>("--out") { Description = "The folder of released exercises: each gets a folder in it.", HelpName = "DIR", DefaultValueFactory = _ => "release" };
        var check = new Option<bool>("--check") { Description = "Writes nothing: says whether what is there is what would be released now." };
        var (jobs, course) = (ExerciseArguments.Jobs("runs"), ExerciseArguments.Course());
        var command = new Command("release", "Makes the students' versions of exercises: without solutions and hidden tests. Refuses what 'descent verify' does not prove.") { exercises, output, check, jobs, course };
        var sandbox = new SandboxSettings(command, "What the proof runs in; it runs the course's own code.", SandboxKind.None);
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var interruption = new Interruption();
            try
            {
                var (folders, target, settings) = (Exercise.Find(parsed.GetValue(exercises)!), parsed.GetValue(output)!, CourseSettings.Read(parsed.GetValue(course)));
                if (parsed.GetValue(check))
                    return Report(Releaser.Check(folders, target, settings, sandbox.Of(parsed), interruption.Token), result => $"{result.Exercise} is up to date", "up to date", "stale");
                using var progress = new VerificationProgress();
                var results = Releaser.Release(folders, target, settings, sandbox.Of(parsed), parsed.GetValue(jobs), progress, interruption.Token);
                progress.Dispose();
                return Report(results, result => $"{Path.Combine(target, result.Exercise)}: {result.Files} files", "released", "not released");
            }
            catch (OperationCanceledException)
            {
                return Interruption.Report();
            }
        }));
        return command.WithExamples(
            "descent release                                       all exercises, into release/",
            "descent release exercises/05-backprop --out handout   one of them",
            "descent release --check                               whether release/ is up to date");
    }

    private static int Report(IReadOnlyList<ReleaseResult> results, Func<ReleaseResult, string> good, string right, string wrong)
    {
        foreach (var result in results)
        {
            if (result.Problems.Count == 0)
                Console.WriteLine(good(result));
            else
                Console.WriteLine($"{result.Exercise}: {string.Join("\n     ", result.Problems)}");
        }
        var failed = results.Count(result => result.Problems.Count > 0);
        Console.WriteLine($"{results.Count - failed} {right}, {failed} {wrong}");
        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
