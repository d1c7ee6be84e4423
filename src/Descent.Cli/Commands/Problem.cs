using Descent.Coursework;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Commands;

/// <summary>What can go wrong with a file: the message, and the exit code that says so.</summary>
internal static class Problem
{
    public static bool IsOne(Exception exception) =>
        exception is NotebookFormatException or IOException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>Does the work of a command of coursework, and reports what goes wrong with it.</summary>
    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Report(null, exception.Message, ExitCode.NotFound);
        }
        catch (NotebookFormatException exception)
        {
            return Report(null, exception.Message, ExitCode.NotANotebook);
        }
        catch (Exception exception) when (exception is CourseworkException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Report(null, exception.Message, ExitCode.Failure);
        }
    }

    public static int Report(string file, Exception exception) => exception switch
    {
        // Its message begins with the file.
        NotebookFormatException format => Report(null, format.Message, ExitCode.NotANotebook),
        FileNotFoundException or DirectoryNotFoundException => Report(file, "there is no such file", ExitCode.NotFound),
        _ => Report(file, exception.Message, ExitCode.Failure),
    };

    public static int Report(string? file, string message, int code)
    {
        Console.Error.WriteLine(file is null ? $"descent: {message}" : $"descent: {file}: {message}");
        return code;
    }
}
