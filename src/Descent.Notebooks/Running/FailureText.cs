using System.Text;

namespace Descent.Notebooks.Running;

/// <summary>A failure as text for a terminal or a log: the place, the line of code with a caret, the error.</summary>
public static class FailureText
{
    /// <summary>The failure in lines, such as <c>cell 3, line 2</c>, the code, the message.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>Lines separated by <c>\n</c>, without a final one.</returns>
    public static string Of(RunFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var text = new StringBuilder();
        if (Place(failure) is { Length: > 0 } place)
            text.Append(place).Append('\n');
        if (failure is { Code: { } code, Line: { } line })
        {
            var margin = $"{line,4} | ";
            text.Append(margin).Append(code).Append('\n');
            if (failure.Column is { } column && column <= code.Length + 1)
            {
                // Tabs stay tabs, so that the caret stands under its character however wide they are.
                var indent = string.Concat(code[..(column - 1)].Select(character => character == '\t' ? '\t' : ' '));
                text.Append("     | ").Append(indent).Append("^\n");
            }
        }
        text.Append(failure.Message);
        if (failure.CalledFrom is { } caller)
            text.Append("\ncalled from ").Append(caller);
        return text.ToString();
    }

    /// <summary>Where it happened, in words.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>Such as <c>cell 3, line 2</c>; empty when it concerns the whole notebook.</returns>
    public static string Place(RunFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var parts = new List<string>();
        if (failure.Cell is { } cell)
            parts.Add(cell == NumberedNotebook.InjectedCell ? "the parameters" : $"cell {cell}");
        if (failure.File is { } file)
            parts.Add(file);
        if (failure.Line is { } line)
            parts.Add($"line {line}");
        return string.Join(", ", parts);
    }
}
