namespace Descent.Notebooks.Documents;

/// <summary>Makes one line end of the three in use.</summary>
internal static class LineEnds
{
    /// <summary>The text with <c>\n</c> for <c>\r\n</c> and <c>\r</c>; other line separators of Unicode are content.</summary>
    public static string ToNewline(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
