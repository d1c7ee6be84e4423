using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Kernel;
using Descent.Notebooks.Transforms;

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
        var clean = WithoutOutputs(notebook);
        kernel.Send(new KernelMessage { Kind = KernelMessageKind.Open, Text = Path.GetDirectoryName(Path.GetFullPath(path)) });
        if (options.Lint && Lint(kernel, clean) is { } refusal)
            return Result(RunStatus.Failed, refusal);
        try
        {
            return RunCells(kernel, new NumberedNotebook(clean, options.Parameters));
        }
        catch (NotebookParameterException exception)
        {
            return Result(RunStatus.Failed, new RunFailure(exception.Message));
        }
    }

    private static Notebook WithoutOutputs(Notebook notebook)
    {
        var clean = notebook.Copy();
        foreach (var cell in clean.Cells)
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
        }
        return clean;
    }

    /// <summary>Why the notebook is refused, or null when it is neutral.</summary>
    private RunFailure? Lint(KernelProcess kernel, Notebook notebook)
    {
        kernel.Send(new KernelMessage { Kind = KernelMessageKind.Check, Text = NotebookFile.ToJson(notebook) });
        if (!kernel.TryReceive(RunOptions.DefaultTimeout, cancellation, out var message))
            return new RunFailure("the notebook's process does not answer");
        if (message?.Findings is not { } findings)
            return Failures.FromDeath(kernel.WaitForExit(), kernel.TakeRawError(), options.MemoryLimit);
        if (findings.Count == 0)
            return null;
        var first = findings[0];
        var others = findings.Skip(1).Select(finding => $"\n{finding}");
        return new RunFailure($"not every C# kernel runs this: {first.What}: {first.Why}{string.Concat(others)}")
        {
            Cell = first.Cell,
            Line = first.Line,
            Column = first.Column,
            Code = notebook.Cells[first.Cell - 1].Source.Split('\n').ElementAtOrDefault(first.Line - 1),
        };
    }

    private NotebookResult RunCells(KernelProcess kernel, NumberedNotebook numbered)
    {
        var timeout = Timeout(numbered.Notebook);
        var stopped = false;
        for (var i = 0; i < numbered.CodeCells.Count; i++)
        {
            var (cell, number) = numbered.CodeCells[i];
            if (stopped)
            {
                results.Add(new CellResult(number, cell.Source, CellStatus.NotRun, TimeSpan.Zero));
                continue;
            }
            if (cell.HasTag("skip-execution"))
            {
                results.Add(new CellResult(number, cell.Source, CellStatus.Skipped, TimeSpan.Zero));
                continue;
            }
            observer?.CellStarted(path, i, numbered.CodeCells.Count);
            var result = RunCell(kernel, numbered, cell, number, timeout);
            results.Add(result);
            stopped = result.Failure is not null;
        }
        var failed = results.Find(result => result.Failure is not null);
        var status = failed?.Status switch
        {
            null => RunStatus.Passed,
            CellStatus.TimedOut => RunStatus.TimedOut,
            _ => RunStatus.Failed,
        };
        return Result(status, failed?.Failure) with { Executed = numbered.Notebook };
    }

    private CellResult RunCell(KernelProcess kernel, NumberedNotebook notebook, Cell cell, int number, TimeSpan timeout)
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
