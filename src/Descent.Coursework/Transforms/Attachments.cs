using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Transforms;

/// <summary>Files attached to cells, such as pictures pasted into an answer: they go with the text that shows them.</summary>
internal static partial class Attachments
{
    /// <summary>Takes out of a cell whose text was cleared what the rest of its text does not show.</summary>
    public static void Clear(Cell cell)
    {
        if (cell.Attachments is not { } attachments)
            return;
        var shown = Reference.Matches(cell.Source).Select(match => Uri.UnescapeDataString(match.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in attachments.Select(attachment => attachment.Key).Where(name => !shown.Contains(name)).ToList())
            attachments.Remove(name);
        if (attachments.Count == 0)
            cell.Attachments = null;
    }

    // As Markdown reads a link's target: up to a space, with parentheses in pairs, or anything between < and >.
    [GeneratedRegex(@"<attachment:(?<name>[^<>\n]+)>|attachment:(?<name>(?:[^\s()<>""]|\([^\s()]*\))+)")]
    private static partial Regex Reference { get; }
}
