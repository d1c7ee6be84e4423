using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Running;

/// <summary>Runs one notebook in a process of its own.</summary>
internal sealed class NotebookRun(string path, RunOptions options, Func<KernelProcess> startKernel, IRunObserver? observer, CancellationToken cancellation)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly List<CellResult> results = [];
    private int executionCount;

    /// <summary>Runs it; everything that goes wrong is in the result.</summary>
    public NotebookResult Run()
    {
        observer?.NotebookStarted(path);
        var result = RunAndReport();
        observer?.NotebookFinished(result);
        return result;
    }

    private NotebookResult RunAndReport()
    {
        if (!File.Exists(path))
            return Result(RunStatus.NotFound, new RunFailure($"there is no file '{path}'"));
        // The kernel gets ready while the notebook is read.
        using var kernel = startKernel();
        Notebook notebook;
        try
        {
            notebook = NotebookFile.Read(path);
        }
        catch (NotebookFormatException exception)
        {
            return Result(RunStatus.NotANotebook, new RunFailure(exception.Place is null ? exception.Problem : $"{exception.Place}: {exception.Problem}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Result(RunStatus.NotFound, new RunFailure($"the file cannot be read: {exception.Message}"));
        }
        kernel.Send(new KernelMessage { Kind = KernelMessageKind.Open, Text = Path.GetDirectoryName(Path.GetFullPath(path)) });
        return RunCells(kernel, notebook);
    }

    private NotebookResult RunCells(KernelProcess kernel, Notebook notebook)
    {
        var timeout = Timeout(notebook);
        var cells = notebook.Cells.Select((cell, index) => (Cell: cell, Number: index + 1)).Where(entry => entry.Cell.Kind == CellKind.Code).ToList();
        foreach (var (cell, _) in cells)
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
        }
        for (var i = 0; i < cells.Count; i++)
        {
            var (cell, number) = cells[i];
            if (results.Count > 0 && results[^1].Failure is not null || results.Count > 0 && results[^1].Status == CellStatus.NotRun)
                results.Add(new CellResult(number, cell.Source, CellStatus.NotRun, TimeSpan.Zero));
            else if (cell.HasTag("skip-execution"))
                results.Add(new CellResult(number, cell.Source, CellStatus.Skipped, TimeSpan.Zero));
            else
            {
                observer?.CellStarted(path, i, cells.Count);
                results.Add(RunCell(kernel, notebook, cell, number, timeout));
            }
        }
        var failed = results.Find(result => result.Failure is not null);
        var status = failed?.Status switch
        {
            null => RunStatus.Passed,
            CellStatus.TimedOut => RunStatus.TimedOut,
            _ => RunStatus.Failed,
        };
        return Result(status, failed?.Failure) with { Executed = notebook };
    }

    private CellResult RunCell(KernelProcess kernel, Notebook notebook, Cell cell, int number, TimeSpan timeout)
    {
        var began = Stopwatch.GetTimestamp();
        cell.ExecutionCount = ++executionCount;
        var outputs = new OutputList(executionCount);
        CellResult Ended(CellStatus status, RunFailure? failure = null)
        {
            outputs.Print(KernelStream.Out, kernel.TakeRawOut());
            outputs.Print(KernelStream.Error, kernel.TakeRawError());
            cell.Outputs.AddRange(outputs.ToList());
            return new CellResult(number, cell.Source, status, Stopwatch.GetElapsedTime(began), failure is null ? null : failure with { Cell = failure.Cell ?? number });
        }

        kernel.Send(new KernelMessage { Kind = KernelMessageKind.Run, Text = cell.Source, Cell = number });
        while (true)
        {
            if (!kernel.TryReceive(timeout - Stopwatch.GetElapsedTime(began), cancellation, out var message))
            {
                kernel.Dispose();
                return Ended(CellStatus.TimedOut, new RunFailure(
                    $"the cell ran longer than {timeout.TotalSeconds:0.###} s and was stopped (--timeout, or execution.timeout in the notebook's metadata, gives it more)"));
            }
            switch (message?.Kind)
            {
                case KernelMessageKind.Print:
                    outputs.Print(message.Stream, message.Text!);
                    break;
                case KernelMessageKind.Show:
                    outputs.Show(message.Value!);
                    break;
                case KernelMessageKind.Done when message.Error is { } error:
                    outputs.Fail(error);
                    return cell.HasTag("raises-exception")
                        ? Ended(CellStatus.Passed)
                        : Ended(CellStatus.Failed, Failures.From(error, notebook, number, options.MemoryLimit));
                case KernelMessageKind.Done:
                    return cell.HasTag("raises-exception")
                        ? Ended(CellStatus.Failed, new RunFailure("the cell is tagged raises-exception, but raised none"))
                        : Ended(CellStatus.Passed);
                case null:
                    var exit = kernel.WaitForExit();
                    return Ended(CellStatus.Failed, Failures.FromDeath(exit, kernel.TakeRawError(), options.MemoryLimit));
            }
        }
    }

    private TimeSpan Timeout(Notebook notebook)
    {
        if (options.Timeout is { } given)
            return given;
        if (notebook.Metadata["execution"] is JsonObject execution
            && execution["timeout"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }
        return RunOptions.DefaultTimeout;
    }

    private NotebookResult Result(RunStatus status, RunFailure? failure) =>
        new(path, status, results, Stopwatch.GetElapsedTime(start)) { Failure = failure };
}
