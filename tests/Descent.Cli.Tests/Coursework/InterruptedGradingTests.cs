namespace Descent.Cli.Tests.Coursework;

public sealed class InterruptedGradingTests : IDisposable
{
    private const int Students = 12;

    private readonly Classroom classroom = new();

    public void Dispose() => classroom.Dispose();

    [Fact]
    public void A_grading_that_is_killed_goes_on_and_ends_with_the_same_gradebook()
    {
        classroom.Release();
        for (var i = 0; i < Students; i++)
        {
            var answered = i;
            classroom.HandIn($"student-{i:00}", "2026-11-10T20:00:00Z", (id, text) => (id.Length + answered) % 3 == 0 ? text : classroom.Solution(id, text));
        }
        Assert.Equal($"{Students} graded", classroom.Grade("--gradebook", "whole.db").LastLine);
        var whole = Marks("whole.db");

        var random = new Random(1);
        for (var kill = 0; kill < 4; kill++)
        {
            using var grading = Cli.Start(classroom.Folder, ["grade", "submitted", "--gradebook", "parts.db", "--resume", .. Classroom.Sandbox]);
            if (!grading.WaitForExit(TimeSpan.FromMilliseconds(random.Next(800, 3500))))
                grading.Kill();
            grading.WaitForExit();
        }
        var last = classroom.Grade("--gradebook", "parts.db", "--resume", "--feedback", "feedback");
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(whole, Marks("parts.db"));
        Assert.All(Enumerable.Range(0, Students), i => Assert.True(File.Exists(Path.Combine(classroom.Folder, "feedback", $"student-{i:00}", $"{Classroom.Exercise}.html"))));

        // What one run had graded, the next one did not grade again.
        Assert.All(Enumerable.Range(0, Students), i => Assert.Single(History($"student-{i:00}")));
    }

    private string Marks(string gradebook) => classroom.Run("gradebook", "export", "--format", "json", "--gradebook", gradebook).Output;

    private IEnumerable<string> History(string student) =>
        classroom.Run("gradebook", "history", student, Classroom.Exercise, "--gradebook", "parts.db").Output.Split('\n').Where(line => line.Contains("graded: ", StringComparison.Ordinal));
}
