using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Feedback;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Results;
using Descent.Coursework.Sandboxes;

namespace Descent.Cli.Commands;

/// <summary><c>descent grade</c>: grades submissions into a gradebook.</summary>
internal static class GradeCommand
{
    public static Command Create()
    {
        var submitted = new Argument<string>("submitted") { Description = "The folder of submissions: STUDENT/EXERCISE/EXERCISE.ipynb, or zip files." };
        submitted.Validators.Add(RunSettings.OptionsAreNoPaths);
        var exercises = new Option<string[]>("--exercise", "-e") { Description = "An exercise's folder, or one that holds exercises; may be repeated. Default: exercises.", HelpName = "DIR", DefaultValueFactory = _ => ["exercises"] };
        var students = new Option<string[]>("--student") { Description = "Grades this student only; may be repeated.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var jobs = ExerciseArguments.Jobs("submissions");
        var gradebook = ExerciseArguments.Gradebook();
        var course = ExerciseArguments.Course();
        var feedback = new Option<string?>("--feedback") { Description = "Writes a page for each submission that has marks, new or not, into this folder: DIR/STUDENT/EXERCISE.html.", HelpName = "DIR" };
        var json = new Option<string?>("--json") { Description = "Writes what was graded just now to this file, as JSON; all marks: descent gradebook export.", HelpName = "FILE" };
        var junit = new Option<string?>("--junit") { Description = "Writes what was graded just now to this file, as JUnit XML.", HelpName = "FILE" };
        var resume = new Option<bool>("--resume") { Description = "Goes on with a run that was interrupted: what it has graded is not read again." };
        var again = new Option<bool>("--again") { Description = "Grades again what has not changed, too." };
        var command = new Command("grade", "Grades submissions, each in a sandbox of its own, and keeps marks in a gradebook. What has not changed since is left as it is.")
        {
            submitted, exercises, students, jobs, gradebook, course, feedback, json, junit, resume, again,
        };
        var sandbox = new SandboxSettings(command, "What students' code is kept in.", SandboxKind.Bwrap);
        command.SetAction(parsed => Problem.Guard(() =>
        {
            var settings = CourseSettings.Read(parsed.GetValue(course));
            var options = new GradeOptions
            {
                Submitted = parsed.GetValue(submitted)!,
                Exercises = Exercise.Find(parsed.GetValue(exercises)!),
                Students = parsed.GetValue(students) is { Length: > 0 } names ? names.ToHashSet(StringComparer.Ordinal) : null,
                Jobs = parsed.GetValue(jobs),
                Sandbox = sandbox.Of(parsed),
                Course = settings,
                Resume = parsed.GetValue(resume),
                Again = parsed.GetValue(again),
            };
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!, create: true);
            if (options.Sandbox.Kind == SandboxKind.None)
                Console.Error.WriteLine("descent: --sandbox none: students' code runs with all that you may do; the gradebook records it");
            GradingOutcome outcome;
            using (var interruption = new Interruption())
            {
                try
                {
                    outcome = TerminalKind.IsLive ? GradeLive(options, book, interruption.Token) : GradingSession.Run(options, book, new PlainGradingReport(Console.Out), interruption.Token);
                }
                catch (OperationCanceledException)
                {
                    return Interruption.Report("what is graded is in the gradebook; --resume goes on");
                }
            }
            if (parsed.GetValue(json) is { } jsonFile)
                File.WriteAllText(jsonFile, ResultJson.Of(outcome.Graded));
            if (parsed.GetValue(junit) is { } junitFile)
                File.WriteAllText(junitFile, ResultJUnit.Of(outcome.Graded));
            if (parsed.GetValue(feedback) is { } folder)
                FeedbackPages.Write(book, settings, folder, outcome.Found.Select(file => (file.Student, file.Exercise)));
            Summarise(outcome.Graded);
            return ExitCode.Success;
        }));
        return command.WithExamples(
            "descent grade submitted                                     all exercises, all students",
            "descent grade submitted -e exercises/05-backprop --jobs 4   one exercise, four at a time",
            "descent grade submitted --feedback feedback --resume        goes on after an interruption, and writes pages for students");
    }

    // Its own method, so that where nobody watches, what draws is not even loaded.
    private static GradingOutcome GradeLive(GradeOptions options, Gradebook book, CancellationToken cancellation)
    {
        var report = new LiveGradingReport();
        return report.Watch(() => GradingSession.Run(options, book, report, cancellation));
    }

    private static void Summarise(IReadOnlyList<GradedSubmission> results)
    {
        var unread = results.Count(result => result.Submission.Problem is not null);
        var flagged = results.Count(result => result.Marks.Flags.Count > 0);
        Console.WriteLine($"{results.Count - unread} graded{(unread > 0 ? $", {unread} could not be read" : "")}{(flagged > 0 ? $", {flagged} to look at (FLAG)" : "")}");
    }
}
