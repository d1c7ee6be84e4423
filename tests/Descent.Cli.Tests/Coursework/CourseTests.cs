using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Descent.Cli.Tests.Coursework;

/// <summary>A course from release to export, by the commands that a lecturer types: exercises/README.md tells the same story.</summary>
public sealed partial class CourseTests : IDisposable
{
    private readonly Classroom classroom = new();

    public void Dispose() => classroom.Dispose();

    [Fact]
    public void A_course_from_release_to_export()
    {
        classroom.Write("course.json", new JsonObject
        {
            ["name"] = "Deep learning",
            ["seed"] = 2026,
            ["timestampFiles"] = true,
            ["late"] = new JsonObject { ["policy"] = "per-day", ["percentPerDay"] = 10 },
            ["exercises"] = new JsonObject { [Classroom.Exercise] = new JsonObject { ["due"] = "2026-11-10T23:59:00Z" } },
            ["extensions"] = new JsonObject { ["dora"] = new JsonObject { [Classroom.Exercise] = "2026-11-12T23:59:00Z" } },
            ["students"] = new JsonObject { ["anna"] = new JsonObject { ["name"] = "Anna A.", ["id"] = "101" }, ["carl"] = new JsonObject { ["name"] = "=HYPERLINK(\"x\")" } },
        });

        // Release.
        var release = classroom.Run("release");
        Assert.True(release.ExitCode == 0, release.ToString());
        Assert.Equal("1 released, 0 not released", release.LastLine);
        var released = File.ReadAllText(classroom.PathOf("release", Classroom.Exercise, Classroom.Exercise + ".ipynb"));
        Assert.DoesNotContain("SOLUTION", released, StringComparison.Ordinal);
        Assert.DoesNotContain("Check.Seed", released, StringComparison.Ordinal);
        Assert.Equal("1 up to date, 0 stale", classroom.Run("release", "--check").LastLine);

        // Hand in: all right; part of it; all right but a day and a half late; the same with an extension.
        classroom.HandIn("anna", "2026-11-10 20:00:00.000000 UTC", classroom.Solution);
        classroom.HandIn("bert", "2026-11-10 21:00:00.000000 UTC", (id, text) => id == "layer" ? classroom.Solution(id, text) : text);
        classroom.HandIn("carl", "2026-11-12 12:00:00.000000 UTC", classroom.Solution);
        classroom.HandIn("dora", "2026-11-12 12:00:00.000000 UTC", classroom.Solution);

        // Grade.
        var grade = classroom.Grade("--feedback", "feedback", "--json", "results.json", "--jobs", "2");
        Assert.True(grade.ExitCode == 0, grade.ToString());
        Assert.Equal("4 graded", grade.LastLine);
        var results = JsonNode.Parse(File.ReadAllText(classroom.PathOf("results.json")))!.AsArray();
        Assert.Equal([1.0, 4.0 / 17, 1.0, 1.0], results.Select(result => result!["score"]!.GetValue<double>()));

        // Mark by hand.
        Assert.Contains("question", classroom.Run("gradebook", "show", "--unmarked").Output, StringComparison.Ordinal);
        foreach (var student in new[] { "anna", "carl", "dora" })
            Assert.Equal(0, classroom.Run("gradebook", "set", student, Classroom.Exercise, "question", "--points", "3", "--comment", "Well argued.").ExitCode);

        // Export: carl loses two tenths of 20, dora had an extension.
        var canvas = classroom.Run("gradebook", "export", "--format", "canvas").Output.Split('\n');
        Assert.Equal($"Student,ID,SIS User ID,SIS Login ID,Section,{Classroom.Exercise}", canvas[0]);
        Assert.Equal("Anna A.,101,,anna,,20", canvas[2]);
        Assert.Equal("bert,,,bert,,4", canvas[3]);
        Assert.StartsWith("\"'=HYPERLINK(", canvas[4], StringComparison.Ordinal);
        Assert.EndsWith(",,,carl,,16", canvas[4], StringComparison.Ordinal);
        Assert.Equal("dora,,,dora,,20", canvas[5]);

        // Feedback, again, with what has been marked by hand.
        Assert.Equal("4 pages in feedback", classroom.Run("gradebook", "feedback", "feedback").LastLine);
        var page = File.ReadAllText(classroom.PathOf("feedback", "carl", Classroom.Exercise + ".html"));
        Assert.Contains("Well argued.", page, StringComparison.Ordinal);
        Assert.Contains("late, 80 % of 20 points count", page, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", page, StringComparison.Ordinal);

        // Nothing has changed; then bert hands in again, and only he is graded.
        Assert.Equal("0 graded", classroom.Grade().LastLine);
        classroom.HandIn("bert", "2026-11-10 22:00:00.000000 UTC", (id, text) => id is "layer" or "parameters" ? classroom.Solution(id, text) : text);
        var again = classroom.Grade();
        Assert.Equal("1 graded", again.LastLine);
        Assert.Contains("graded bert", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"bert +02-forward-pass +2 +6 of 17", classroom.Run("gradebook", "show").Output);
        Assert.Equal(2, GradingLine().Count(classroom.Run("gradebook", "history", "bert", Classroom.Exercise).Output));

        // A copy is found.
        var similar = classroom.Run("similarity", "submitted");
        Assert.Contains("100 %  02-forward-pass  anna, carl", similar.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exercise_that_does_not_grade_rightly_is_not_released()
    {
        File.WriteAllText(classroom.PathOf("exercises", Classroom.Exercise, "mutants", "right.cs"), "// Nothing is wrong with it.\n// cell: parameters\n// fails: a network 4-10-3\nint Parameters(params int[] sizes) => Enumerable.Range(1, sizes.Length - 1).Sum(l => (sizes[l - 1] + 1) * sizes[l]);\n");
        var result = classroom.Run("release");
        Assert.Equal((1, "0 released, 1 not released"), (result.ExitCode, result.LastLine));
        Assert.Contains("mutant right passes 'a network 4-10-3', which it must fail", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(classroom.PathOf("release", Classroom.Exercise)));
    }

    [Fact]
    public void A_fixed_check_grades_again_and_a_fixed_text_does_not()
    {
        classroom.Release();
        classroom.HandIn("anna", "2026-11-10T20:00:00Z", classroom.Solution);
        Assert.Equal("1 graded", classroom.Grade().LastLine);
        ChangeExercise("Refuse sizes that do not fit", "Do refuse sizes that do not fit");
        Assert.Equal("0 graded", classroom.Grade().LastLine);
        ChangeExercise("Parameters(7)", "Parameters(8)");
        Assert.Equal("1 graded", classroom.Grade().LastLine);
        Assert.Equal(2, GradingLine().Count(classroom.Run("gradebook", "history", "anna", Classroom.Exercise).Output));
    }

    [Fact]
    public void A_self_check_says_what_is_right_what_is_not_and_what_only_the_grading_checks()
    {
        classroom.Release();
        var copy = classroom.PathOf("copy", "exercises", Classroom.Exercise);
        Directory.CreateDirectory(copy);
        Directory.CreateDirectory(classroom.PathOf("copy", "artifacts"));
        File.Copy(Repository.PathOf("artifacts", "course.csx"), classroom.PathOf("copy", "artifacts", "course.csx"));
        classroom.HandIn("anna", "2026-11-10T20:00:00Z", (id, text) => id switch
        {
            "activations" => classroom.Solution(id, text).Replace("return s * (1 - s);", "return z * (1 - z);", StringComparison.Ordinal),
            "layer" => text.Replace("throw new", "return phi(;\n    throw new", StringComparison.Ordinal),
            _ => text,
        });
        File.Copy(classroom.PathOf("submitted", "anna", Classroom.Exercise, Classroom.Exercise + ".ipynb"), Path.Combine(copy, Classroom.Exercise + ".ipynb"));
        var result = classroom.Run("check", copy, "--json", "result.json");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ERROR  layer\n         cell 8, line 4\n            4 |     return phi(;", result.Output, StringComparison.Ordinal);
        Assert.Contains("  ok     sigmoid at 0, 1 and -2", result.Output, StringComparison.Ordinal);
        Assert.Contains("         likely cause: s (1 - s) was formed of z itself", result.Output, StringComparison.Ordinal);
        Assert.Contains("2.5 of 8 points by the checks that you see", result.Output, StringComparison.Ordinal);
        Assert.Contains("9 points more by 10 checks that run only when it is graded, on other inputs:", result.Output, StringComparison.Ordinal);
        var json = JsonNode.Parse(File.ReadAllText(classroom.PathOf("result.json")))!;
        Assert.Equal((false, 2.5 / 8, 10), (json["gradable"]!.GetValue<bool>(), json["score"]!.GetValue<double>(), json["hidden"]!.AsArray().Count));
    }

    [Fact]
    public void The_workflow_of_a_released_exercise_checks_a_repository_that_holds_only_that()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the workflow's steps are for a Unix shell");
        classroom.Release();
        var folder = classroom.PathOf("release", Classroom.Exercise);
        var workflow = File.ReadAllText(Path.Combine(folder, ".github", "workflows", $"check-{Classroom.Exercise}.yml"));
        var step = RunStep().Match(workflow).Groups[1].Value.ReplaceLineEndings("\n").Replace("\n          ", "\n", StringComparison.Ordinal)
            .Replace("dotnet run --project src/Descent.Cli -c Release --", $"'{Cli.Path}'", StringComparison.Ordinal);
        // What the steps before it do: check out the course and the student's repository.
        Directory.CreateDirectory(classroom.PathOf("job", "course", "artifacts"));
        File.Copy(Repository.PathOf("artifacts", "course.csx"), classroom.PathOf("job", "course", "artifacts", "course.csx"));
        Directory.Move(folder, classroom.PathOf("job", "work"));
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-ec", step]) { WorkingDirectory = classroom.PathOf("job"), RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Contains("0 of 8 points by the checks that you see", output, StringComparison.Ordinal);
        Assert.Equal(1, shell.ExitCode);
        Assert.True(File.Exists(classroom.PathOf("job", "course", "results.xml")));
    }

    [GeneratedRegex("run: \\|\n((?: {10}.*\n)+)")]
    private static partial Regex RunStep();

    [GeneratedRegex("graded: ")]
    private static partial Regex GradingLine();

    private void ChangeExercise(string from, string to)
    {
        var path = classroom.PathOf("exercises", Classroom.Exercise, Classroom.Exercise + ".ipynb");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}
