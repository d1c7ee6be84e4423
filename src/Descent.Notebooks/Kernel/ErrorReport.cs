using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Descent.Notebooks.Kernel;

/// <summary>Turns compiler diagnostics and exceptions into <see cref="CellError"/>s.</summary>
internal static partial class ErrorReport
{
    /// <summary>The errors among the diagnostics, in the order of their places.</summary>
    public static CellError From(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (Span: diagnostic.Location.GetLineSpan(), Diagnostic: diagnostic))
            .OrderBy(error => error.Span.StartLinePosition)
            .ToList();
        var lines = errors
            .Select(error => $"({error.Span.StartLinePosition.Line + 1},{error.Span.StartLinePosition.Character + 1}): error {error.Diagnostic.Id}: {error.Diagnostic.GetMessage()}")
            .ToList();
        var first = errors[0].Span;
        var place = first.Path is { Length: > 0 } file
            ? new CellPlace(file, first.StartLinePosition.Line + 1, first.StartLinePosition.Character + 1)
            : null;
        return new CellError(CellError.CompilationName, string.Join('\n', lines), lines, place, null);
    }

    /// <summary>An exception that left the running cell.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="file">The cell's name.</param>
    /// <param name="isNotebookFile">Says whether a source file is one of the notebook's cells or imports.</param>
    public static CellError From(Exception exception, string file, Func<string, bool> isNotebookFile)
    {
        var (place, caller) = Places(exception, file, isNotebookFile);
        return new CellError(exception.GetType().FullName!, exception.Message, Traceback(exception), place, caller);
    }

    /// <summary>A refusal of the kernel's own.</summary>
    public static CellError From(KernelException exception) =>
        new("KernelError", exception.Message, [exception.Message], exception.Place, null);

    private static (CellPlace? Place, CellPlace? Caller) Places(Exception exception, string file, Func<string, bool> isNotebookFile)
    {
        List<CellPlace> frames = [.. new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetFileName() is { } name && isNotebookFile(name) && frame.GetFileLineNumber() > 0)
            .Select(frame => new CellPlace(frame.GetFileName()!, frame.GetFileLineNumber(), frame.GetFileColumnNumber()))];
        // A wrapper (a task's, a type initializer's, reflection's) is thrown elsewhere than its cause: the cause counts.
        if (exception.InnerException is { } inner && exception is AggregateException or TargetInvocationException or TypeInitializationException
            && Places(inner, file, isNotebookFile) is ({ } cause, var causeCaller))
        {
            return (cause, causeCaller ?? (cause.File == file ? null : frames.FindLast(frame => frame.File == file)));
        }
        if (frames.Count == 0)
            return (null, null);
        return (frames[0], frames[0].File == file ? null : frames.FindLast(frame => frame.File == file));
    }

    private static List<string> Traceback(Exception exception)
    {
        var lines = exception.ToString().Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var kernel = lines.FindIndex(line => line.TrimStart().StartsWith($"at {typeof(CSharpKernel).FullName}.", StringComparison.Ordinal));
        if (kernel >= 0)
        {
            lines.RemoveRange(kernel, lines.Count - kernel);
            while (lines.Count > 1 && lines[^1].StartsWith("--- ", StringComparison.Ordinal))
                lines.RemoveAt(lines.Count - 1);
        }
        return [.. lines.Select(line => SubmissionName().Replace(TopLevel().Replace(line, "$1"), "$1"))];
    }

    [GeneratedRegex(@"^(\s*at )Submission#\d+\.<<Initialize>>d__\d+\.MoveNext\(\) in ")]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"^(\s*at )Submission#\d+\.")]
    private static partial Regex SubmissionName();
}
