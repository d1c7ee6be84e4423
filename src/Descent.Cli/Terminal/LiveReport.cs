using System.Diagnostics;
using Descent.Notebooks.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Descent.Cli.Terminal;

/// <summary>Reports a run on a terminal: a table that follows the notebooks, then what failed.</summary>
internal sealed class LiveReport : IRunObserver
{
    private const int LinesAroundTable = 6;

    private readonly Lock gate = new();
    private readonly List<Row> rows;

    public LiveReport(IEnumerable<string> paths) => rows = [.. paths.Select(path => new Row(path))];

    /// <summary>Runs the work, on another thread, and draws until it ends.</summary>
    public IReadOnlyList<NotebookResult> Watch(Func<IReadOnlyList<NotebookResult>> work)
    {
        var results = LiveDrawing.Watch(Draw, work);
        foreach (var result in results)
        {
            if (result.Failure is { } failure)
                Write(result, failure);
        }
        return results;
    }

    public void NotebookStarted(string path) => Change(path, row => row.Started = Stopwatch.GetTimestamp());

    public void CellStarted(string path, int index, int count) => Change(path, row => (row.Cell, row.Count) = (index + 1, count));

    public void NotebookFinished(NotebookResult result) => Change(result.Path, row => row.Result = result);

    private static void Write(NotebookResult result, RunFailure failure)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Text(result.Path + "\n", new Style(Color.Red, decoration: Decoration.Bold)));
        foreach (var line in FailureText.Of(failure).Split('\n'))
            AnsiConsole.Write(new Padder(new Text(line), new Padding(2, 0, 0, 0)));
    }

    private IRenderable Draw()
    {
        lock (gate)
        {
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            table.AddColumns(new TableColumn(""), new TableColumn(""), new TableColumn("").RightAligned(), new TableColumn("").RightAligned());
            var room = Math.Max(3, AnsiConsole.Profile.Height - LinesAroundTable);
            // Where not all fit, what runs and what failed matters most.
            foreach (var row in rows.Count <= room ? rows : rows.Where(row => row.IsRunning || row.HasFailed).TakeLast(room))
                table.AddRow(row.Cells());
            var done = rows.Count(row => row.Result is not null);
            return new Rows(table, new Text($"{done} of {rows.Count} notebooks", new Style(Color.Grey)));
        }
    }

    private void Change(string path, Action<Row> change)
    {
        lock (gate)
            change(rows.Find(row => row.Path == path)!);
    }

    private sealed class Row(string path)
    {
        public string Path { get; } = path;

        public long? Started { get; set; }

        public int Cell { get; set; }

        public int Count { get; set; }

        public NotebookResult? Result { get; set; }

        public bool IsRunning => Started is not null && Result is null;

        public bool HasFailed => Result is { Status: not RunStatus.Passed };

        public IRenderable[] Cells()
        {
            var (mark, colour) = this switch
            {
                { Result.Status: RunStatus.Passed } => ("ok", Color.Green),
                { Result.Status: RunStatus.TimedOut } => ("time-out", Color.Red),
                { Result: not null } => ("failed", Color.Red),
                { IsRunning: true } => ("running", Color.Yellow),
                _ => ("", Color.Grey),
            };
            var cells = Result is { } result ? $"{result.Cells.Count} cells" : Count > 0 ? $"cell {Cell} of {Count}" : "";
            var time = Result?.Duration ?? (Started is { } started ? Stopwatch.GetElapsedTime(started) : (TimeSpan?)null);
            return [new Text(mark, colour), new Text(Path), new Text(cells, Color.Grey), new Text(time is { } t ? $"{t.TotalSeconds:0.0} s" : "", Color.Grey)];
        }
    }
}
