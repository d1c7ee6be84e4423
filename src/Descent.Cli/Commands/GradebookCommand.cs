using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Courses;
using Descent.Coursework.Feedback;
using Descent.Coursework.Gradebooks;

namespace Descent.Cli.Commands;

/// <summary><c>descent gradebook</c>: shows marks, sets them by hand, exports and returns them.</summary>
internal static class GradebookCommand
{
    public static Command Create()
    {
        var command = new Command("gradebook", "Shows marks, sets them by hand, exports them, and writes feedback.") { Show(), Set(), History(), Feedback(), Export() };
        return command.WithExamples(
            "descent gradebook show                                                   all marks",
            "descent gradebook set alice 05-backprop question --points 3 --comment \"Good, but ...\"",
            "descent gradebook export --format canvas --out marks.csv",
            "descent gradebook feedback feedback                                      pages for all students");
    }

    private static Command Show()
    {
        var (gradebook, course, student, exercise) = (ExerciseArguments.Gradebook(), ExerciseArguments.Course(), StudentOption(), ExerciseOption());
        var unmarked = new Option<bool>("--unmarked") { Description = "Only submissions with answers that a person has still to mark, and what these answers are." };
        var command = new Command("show", "Shows marks: all of them, or one student's with every check.") { student, exercise, unmarked, gradebook, course };
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!);
            var settings = CourseSettings.Read(parsed.GetValue(course));
            var (name, of) = (parsed.GetValue(student), parsed.GetValue(exercise));
            if (parsed.GetValue(unmarked))
                ShowUnmarked(book.Reports(name, of));
            else if (name is not null && of is not null)
                ShowChecks(book.Reports(name, of), settings);
            else
                ShowTable(book.Entries(name, of), settings);
            return ExitCode.Success;
        }));
        return command.WithExamples(
            "descent gradebook show",
            "descent gradebook show --student alice --exercise 05-backprop     every check",
            "descent gradebook show --unmarked                                 what a person has still to mark");
    }

    private static Command Set()
    {
        var (gradebook, student, exercise, cell) = (ExerciseArguments.Gradebook(), Name("student"), Name("exercise"), Name("cell"));
        cell.Description = "The cell's grade_id: a question, or a cell with checks, whose points are then replaced.";
        var points = new Option<double?>("--points") { Description = "The points.", HelpName = "N" };
        var comment = new Option<string?>("--comment") { Description = "What to say to the student; Markdown.", HelpName = "TEXT" };
        var clear = new Option<bool>("--clear") { Description = "Takes back what was given by hand." };
        var author = new Option<string>("--author") { Description = "Who marks. Default: your user name.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("set", "Gives points or a comment by hand. Earlier ones stay in the history.") { student, exercise, cell, points, comment, clear, author, gradebook };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(points) is null && result.GetValue(comment) is null) != result.GetValue(clear))
                result.AddError("gradebook set: --points, --comment, or both; or --clear alone");
        });
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!);
            var (who, of, what, by) = (parsed.GetValue(student)!, parsed.GetValue(exercise)!, parsed.GetValue(cell)!, parsed.GetValue(author)!);
            if (parsed.GetValue(clear))
                book.TakeBack(who, of, what, by);
            else
                book.Mark(who, of, what, parsed.GetValue(points), parsed.GetValue(comment), by);
            ShowTable(book.Entries(who, of), CourseSettings.Read(null));
            return ExitCode.Success;
        }));
        return command.WithExamples("descent gradebook set alice 05-backprop question --points 3 --comment \"Why is the sum there?\"");
    }

    private static Command History()
    {
        var (gradebook, student, exercise) = (ExerciseArguments.Gradebook(), Name("student"), Name("exercise"));
        var command = new Command("history", "Shows all attempts, gradings and marks of a student for an exercise.") { student, exercise, gradebook };
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!);
            var table = new TextTable("when", "attempt", "what", "by");
            var gradings = book.Gradings(parsed.GetValue(student)!, parsed.GetValue(exercise)!)
                .Select(grading => (At: grading.Graded, Row: new[] { Time(grading.Graded), $"{grading.Attempt}", $"graded: {grading.Points:0.##} of {grading.Maximum:0.##} (handed in {Time(grading.Submitted)}, exercise {grading.Version})", $"sandbox {grading.Sandbox}" }));
            var marks = book.Marks(parsed.GetValue(student)!, parsed.GetValue(exercise)!)
                .Select(mark => (mark.At, Row: new[] { Time(mark.At), $"{mark.Attempt}", $"{mark.Cell}: {(mark is { Points: null, Comment: null } ? "taken back" : "")}{(mark.Points is { } points ? $"{points:0.##} points" : "")}{(mark.Comment is { } text ? $" \"{text}\"" : "")}", mark.Author }));
            foreach (var (_, row) in gradings.Concat(marks).OrderBy(entry => entry.At))
                table.Add(row);
            table.WriteTo(Console.Out);
            return ExitCode.Success;
        }));
        return command.WithExamples("descent gradebook history alice 05-backprop");
    }

    private static Command Feedback()
    {
        var folder = new Argument<string>("dir") { Description = "Where the pages go: DIR/STUDENT/EXERCISE.html." };
        var (gradebook, course, student, exercise) = (ExerciseArguments.Gradebook(), ExerciseArguments.Course(), StudentOption(), ExerciseOption());
        var command = new Command("feedback", "Writes a page for each student and exercise: answers, checks, comments, points.") { folder, student, exercise, gradebook, course };
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!);
            var entries = book.Entries(parsed.GetValue(student), parsed.GetValue(exercise));
            var count = FeedbackPages.Write(book, CourseSettings.Read(parsed.GetValue(course)), parsed.GetValue(folder)!, entries.Select(entry => (entry.Student, entry.Exercise)));
            Console.WriteLine($"{count} pages in {parsed.GetValue(folder)}");
            return ExitCode.Success;
        }));
        return command.WithExamples("descent gradebook feedback feedback", "descent gradebook feedback feedback --exercise 05-backprop");
    }

    private static Command Export()
    {
        var (gradebook, course, student, exercise) = (ExerciseArguments.Gradebook(), ExerciseArguments.Course(), StudentOption(), ExerciseOption());
        var format = new Option<ExportFormat>("--format") { Description = "csv, canvas, moodle or json.", HelpName = "FORMAT", DefaultValueFactory = _ => ExportFormat.Csv };
        var output = new Option<string?>("--out") { Description = "The file. Default: the terminal.", HelpName = "FILE" };
        var command = new Command("export", "Writes marks for other systems.") { format, output, student, exercise, gradebook, course };
        command.SetAction(parsed => Problem.Guard(() =>
        {
            using var book = Gradebook.Open(parsed.GetValue(gradebook)!);
            var entries = book.Entries(parsed.GetValue(student), parsed.GetValue(exercise));
            using var writer = new StringWriter();
            GradebookExport.Write(entries, CourseSettings.Read(parsed.GetValue(course)), parsed.GetValue(format), writer);
            if (parsed.GetValue(output) is { } file)
            {
                File.WriteAllText(file, writer.ToString());
                Console.WriteLine($"{file}: {entries.Count} marks");
            }
            else
            {
                Console.Write(writer.ToString());
            }
            return ExitCode.Success;
        }));
        return command.WithExamples("descent gradebook export --format canvas --out marks.csv", "descent gradebook export --format json");
    }

    private static void ShowTable(IReadOnlyList<GradebookEntry> entries, CourseSettings course)
    {
        var table = new TextTable("student", "exercise", "attempt", "checks", "by hand", "late", "total", "");
        foreach (var entry in entries)
        {
            var late = course.LateFactor(entry.Student, entry.Exercise, entry.Submitted);
            string?[] notes =
            [
                entry.Unmarked > 0 ? $"{entry.Unmarked} to mark" : null,
                entry.Flags > 0 ? $"{entry.Flags} to look at" : null,
                entry.Problem is not null ? "could not be read" : null,
                entry.Sandbox == "none" ? "graded without a sandbox" : null,
            ];
            table.Add(
                entry.Student, entry.Exercise, $"{entry.Attempt}", $"{entry.Automatic:0.##} of {entry.AutomaticMaximum:0.##}", $"{entry.Manual:0.##} of {entry.ManualMaximum:0.##}",
                late < 1 ? $"x {late:0.##}" : "", $"{entry.Total(course):0.##} of {entry.Maximum:0.##}", string.Join(", ", notes.OfType<string>()));
        }
        table.WriteTo(Console.Out);
    }

    private static void ShowChecks(IEnumerable<SubmissionReport> reports, CourseSettings course)
    {
        foreach (var report in reports)
        {
            ShowTable([report.Entry], course);
            Console.WriteLine();
            var table = new TextTable("cell", "check", "points", "result");
            foreach (var part in report.Parts)
            {
                foreach (var check in part.Checks)
                    table.Add(part.Cell, check.Name, $"{check.Points:0.##} of {check.Maximum:0.##}", check.Points < check.Maximum ? $"{check.Status}: {check.Finding.Split('\n')[0]}" : "");
                if (part.Checks.Count == 0 && part.Maximum > 0)
                    table.Add(part.Cell, "(by hand)", part.Points is { } points ? $"{points:0.##} of {part.Maximum:0.##}" : $"? of {part.Maximum:0.##}", part.Comment ?? "");
            }
            table.WriteTo(Console.Out);
            foreach (var flag in report.Flags)
                Console.WriteLine($"FLAG {flag}");
            foreach (var warning in report.Warnings)
                Console.WriteLine(warning);
        }
    }

    private static void ShowUnmarked(IEnumerable<SubmissionReport> reports)
    {
        foreach (var report in reports)
        {
            foreach (var part in report.Parts.Where(part => part.Points is null))
                Console.WriteLine($"== {report.Entry.Student} {report.Entry.Exercise} {part.Cell} (0 to {part.Maximum:0.##} points)\n{part.Source}\n");
        }
    }

    private static Argument<string> Name(string name) => new(name) { Description = $"The {name}." };

    private static Option<string?> StudentOption() => new("--student") { Description = "One student only.", HelpName = "NAME" };

    private static Option<string?> ExerciseOption() => new("--exercise", "-e") { Description = "One exercise only.", HelpName = "NAME" };

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
