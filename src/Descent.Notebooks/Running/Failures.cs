using System.Globalization;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Running;

/// <summary>Says in words why a cell failed.</summary>
internal static class Failures
{
    private const int MaximumLastWords = 2000;

    /// <summary>An error that the kernel reports.</summary>
    public static RunFailure From(CellError error, NumberedNotebook notebook, int running, long memoryLimit)
    {
        var message = error.IsCompilation || error.Name == "KernelError" ? error.Message : $"{error.Name}: {error.Message}";
        if (error.Name == typeof(OutOfMemoryException).FullName)
            message += $"\nThe notebook may use {Megabytes(memoryLimit)} (--memory gives it more).";
        var failure = new RunFailure(message) { Cell = running, Details = string.Join('\n', error.Traceback) };
        if (error.Place is not { } place)
            return failure;
        failure = failure with
        {
            Line = place.Line,
            Column = place.Column > 0 ? place.Column : null,
            CalledFrom = error.Caller is { } caller && caller.File != place.File ? caller.ToString() : null,
        };
        if (CellOf(place.File) is not { } cell)
            return failure with { File = place.File };
        return failure with { Cell = cell, Code = notebook.LineOf(cell, place.Line) };
    }

    /// <summary>The kernel's process ended in the middle of a cell.</summary>
    public static RunFailure FromDeath(int? exitCode, string lastWords, long memoryLimit)
    {
        var words = lastWords.Trim();
        if (words.Length > MaximumLastWords)
            words = words[..MaximumLastWords] + " ...";
        var reason = exitCode switch
        {
            _ when words.StartsWith("Stack overflow", StringComparison.Ordinal) =>
                "the cell calls itself without end: the stack is full (stack overflow)",
            _ when words.Contains("Out of memory", StringComparison.Ordinal) =>
                $"the cell ran out of memory: the notebook may use {Megabytes(memoryLimit)} (--memory gives it more)",
            _ when words.StartsWith("Unhandled exception. ", StringComparison.Ordinal) =>
                $"an exception on another thread ended the notebook's process: {words["Unhandled exception. ".Length..].Split('\n')[0].TrimEnd()}",
            null => "the notebook's process closed its connection to the runner",
            137 => "the notebook's process was killed from outside, perhaps because the machine ran out of memory",
            _ => $"the cell ended the notebook's process (exit code {exitCode}): Environment.Exit and the like have no place in a notebook",
        };
        return new RunFailure(reason) { Details = words };
    }

    private static int? CellOf(string file) =>
        file.StartsWith("cell ", StringComparison.Ordinal)
        && int.TryParse(file.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var cell) ? cell : null;

    private static string Megabytes(long bytes) => $"{bytes >> 20} MB";
}
