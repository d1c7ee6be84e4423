using Descent.Notebooks.Running;

namespace Descent.Cli.Terminal;

/// <summary>Reports a run line by line: for logs, pipes and CI.</summary>
internal sealed class PlainReport(TextWriter writer) : IRunObserver
{
    private readonly Lock gate = new();

    public void NotebookStarted(string path)
    {
    }

    public void CellStarted(string path, int index, int count)
    {
    }

    public void NotebookFinished(NotebookResult result)
    {
        lock (gate)
        {
            writer.WriteLine(Line(result));
            if (result.Failure is { } failure)
                writer.WriteLine(Indent(FailureText.Of(failure)));
        }
    }

    /// <summary>The last line.</summary>
    public static void Summarise(TextWriter writer, IReadOnlyList<NotebookResult> results)
    {
        var passed = results.Count(result => result.Status == RunStatus.Passed);
        writer.WriteLine($"{passed} passed, {results.Count - passed} failed");
    }

    private static string Line(NotebookResult result)
    {
        var word = result.Status switch
        {
            RunStatus.Passed => "ok  ",
            RunStatus.TimedOut => "TIME",
            _ => "FAIL",
        };
        var ran = result.Cells.Count(cell => cell.Status is CellStatus.Passed);
        return $"{word} {result.Path} ({ran} of {result.Cells.Count} cells, {result.Duration.TotalSeconds:0.0} s)";
    }

    private static string Indent(string text) => "     " + text.Replace("\n", "\n     ");
}
