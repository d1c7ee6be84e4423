using System.Diagnostics;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Submissions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Descent.Cli.Terminal;

/// <summary>Reports a grading on a terminal: what runs, what came out last, how far it is and how long it will take.</summary>
internal sealed class LiveGradingReport : IGradingObserver
{
    private const int BarWidth = 40;
    private const int MaximumRecent = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<SubmissionFile, Running> running = [];
    private readonly Queue<GradedSubmission> recent = [];
    private readonly List<GradedSubmission> noteworthy = [];
    private readonly long began = Stopwatch.GetTimestamp();
    private int total;
    private int graded;
    private int unchanged;

    /// <summary>Runs the work, on another thread, and draws until it ends.</summary>
    public GradingOutcome Watch(Func<GradingOutcome> work)
    {
        var results = LiveDrawing.Watch(Draw, work);
        foreach (var result in noteworthy)
        {
            AnsiConsole.WriteLine(PlainGradingReport.Line(result));
            foreach (var flag in result.Marks.Flags)
                AnsiConsole.Write(new Text($"  FLAG {flag}\n", new Style(Color.Red)));
            foreach (var warning in result.Warnings)
                AnsiConsole.Write(new Text($"  {warning}\n", new Style(Color.Grey)));
        }
        return results;
    }

    public void Found(IReadOnlyList<SubmissionFile> submissions)
    {
        lock (gate)
            total = submissions.Count;
    }

    public void Progressed(SubmissionFile submission, int cell, int count)
    {
        lock (gate)
        {
            if (!running.TryGetValue(submission, out var row))
                running[submission] = row = new Running(Stopwatch.GetTimestamp());
            (row.Cell, row.Count) = (cell, count);
        }
    }

    public void Graded(GradedSubmission result)
    {
        lock (gate)
        {
            running.Remove(result.Submission.File);
            graded++;
            recent.Enqueue(result);
            if (recent.Count > MaximumRecent)
                recent.Dequeue();
            if (result.Marks.Flags.Count > 0 || result.Warnings.Count > 0 || result.Submission.Problem is not null)
                noteworthy.Add(result);
        }
    }

    public void Unchanged(SubmissionFile submission)
    {
        lock (gate)
        {
            running.Remove(submission);
            unchanged++;
        }
    }

    private IRenderable Draw()
    {
        lock (gate)
        {
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            table.AddColumns(new TableColumn(""), new TableColumn(""), new TableColumn(""), new TableColumn("").RightAligned(), new TableColumn("").RightAligned());
            foreach (var result in recent)
                table.AddRow(Row(result));
            foreach (var (file, row) in running)
            {
                var cell = row.Count > 0 ? $"cell {row.Cell + 1} of {row.Count}" : "reading";
                table.AddRow(
                    new Text("running", new Style(Color.Yellow)), new Text(file.Student), new Text(file.Exercise, new Style(Color.Grey)),
                    new Text(cell, new Style(Color.Grey)), new Text($"{Stopwatch.GetElapsedTime(row.Began).TotalSeconds:0.0} s", new Style(Color.Grey)));
            }
            return new Rows(table, new Text(Bar(), new Style(Color.Grey)));
        }
    }

    private static IRenderable[] Row(GradedSubmission result)
    {
        var (word, colour) = result switch
        {
            { Submission.Problem: not null } => ("unread", Color.Red),
            { Marks.Flags.Count: > 0 } => ("flagged", Color.Red),
            { Marks: var marks } when marks.Points >= marks.Maximum => ("graded", Color.Green),
            _ => ("graded", Color.Blue),
        };
        var file = result.Submission.File;
        return
        [
            new Text(word, new Style(colour)), new Text(file.Student), new Text(file.Exercise, new Style(Color.Grey)),
            new Text($"{result.Marks.Points:0.##} of {result.Marks.Maximum:0.##}"), new Text($"{result.Duration.TotalSeconds:0.0} s", new Style(Color.Grey)),
        ];
    }

    private string Bar()
    {
        var done = graded + unchanged;
        var elapsed = Stopwatch.GetElapsedTime(began);
        var filled = total > 0 ? BarWidth * done / total : 0;
        var left = graded > 0 && done < total ? $", {Duration(elapsed / graded * (total - done))} left" : "";
        return $"{new string('━', filled)}{new string('─', BarWidth - filled)} {done} of {total}{(unchanged > 0 ? $" ({unchanged} unchanged)" : "")}, {Duration(elapsed)}{left}";
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1 ? $"{time:h\\:mm\\:ss}" : $"{time:m\\:ss}";

    private sealed class Running(long began)
    {
        public long Began { get; } = began;

        public int Cell { get; set; }

        public int Count { get; set; }
    }
}
