using Microsoft.DotNet.Interactive.Formatting;

namespace Descent.Notebooks.Kernel;

/// <summary>Turns values into what .NET Interactive's front ends would show for them.</summary>
internal static class ValueFormatter
{
    /// <summary>Formats in the given MIME types, or in those that the value's type prefers.</summary>
    public static FormattedValue Format(object? value, string[] mimeTypes, bool isResult)
    {
        IEnumerable<string> wanted = mimeTypes.Length > 0 ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        return new FormattedValue([.. wanted.Select(mime => KeyValuePair.Create(mime, Formatter.ToDisplayString(value, mime)))], isResult);
    }
}
