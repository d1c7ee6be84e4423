using System.Diagnostics;
using System.Reflection;

namespace Descent.Checks;

/// <summary>The exception that came instead of a value.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Place">The statement that threw it, such as <c>cell 7, line 3</c>; null when unknown.</param>
public sealed record Fault(string Type, string Message, string? Place = null) : CheckValue
{
    internal const int MaximumMessage = 4_000;

    /// <inheritdoc />
    public override string Kind => $"an exception ({ShortType})";

    /// <summary>The type's name without its namespace.</summary>
    public string ShortType
    {
        get
        {
            // What follows the name of a generic type are its arguments.
            var name = Type.Split('`')[0];
            return name[(name.LastIndexOfAny(['.', '+']) + 1)..];
        }
    }

    /// <summary>True when an answer has not been written yet.</summary>
    public bool IsNotImplemented => Type == typeof(NotImplementedException).FullName;

    /// <summary>Describes an exception; of one that only wraps another (a task's, reflection's), the other.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The description.</returns>
    public static Fault From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        while (exception is AggregateException or TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => frame.GetFileName() is { } file && !Path.IsPathRooted(file) && frame.GetFileLineNumber() > 0);
        var message = MessageOf(exception);
        return new Fault(exception.GetType().FullName!, message[..Math.Min(message.Length, MaximumMessage)], frame is null ? null : $"{frame.GetFileName()}, line {frame.GetFileLineNumber()}");
    }

    /// <summary>Type and message.</summary>
    /// <returns>Such as <c>ArgumentException: sizes differ</c>.</returns>
    public override string ToString() => Message.Length > 0 ? $"{ShortType}: {Message}" : ShortType;

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
#pragma warning disable CA1031 // an answer's own class of exceptions may do anything
        catch (Exception)
#pragma warning restore CA1031
        {
            return "";
        }
    }
}
