using System.Text.RegularExpressions;

namespace Descent.Notebooks.Rendering;

/// <summary>
/// Notebook front ends take formulas out of a text before they read it as Markdown; Markdig sees a display formula of several lines only
/// where its <c>$$</c> stand on lines of their own. This puts them there.
/// </summary>
internal static partial class DisplayMath
{
    /// <summary>The same text in which every display formula of several lines is fenced by lines <c>$$</c>.</summary>
    public static string OnOwnLines(string markdown)
    {
        if (!markdown.Contains("$$", StringComparison.Ordinal) && !markdown.Contains("\\begin{", StringComparison.Ordinal))
            return markdown;
        var lines = markdown.ReplaceLineEndings("\n").Split('\n').ToList();
        char? fence = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
            {
                if (fence is null || fence == line[0])
                    fence = fence is null ? line[0] : null;
                continue;
            }

            if (fence is not null)
                continue;
            if (line == "$$")
                i = EndOf(lines, i + 1, "$$") ?? i;
            else if (line.StartsWith("$$", StringComparison.Ordinal) && line.IndexOf("$$", 2, StringComparison.Ordinal) < 0)
                i = Fence(lines, i, EndOf(lines, i + 1, "$$"), 2);
            else if (Environment().Match(line) is { Success: true } environment)
                i = Fence(lines, i, EndOf(lines, i, $"\\end{{{environment.Groups[1].Value}}}"), 0);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The line that ends with a formula's end; null where a blank line or the text's end comes first.</summary>
    private static int? EndOf(List<string> lines, int from, string end)
    {
        for (var i = from; i < lines.Count && lines[i].Trim().Length > 0; i++)
        {
            if (lines[i].TrimEnd().EndsWith(end, StringComparison.Ordinal))
                return i;
        }

        return null;
    }

    /// <summary>Puts the lines from first to last between lines of <c>$$</c>, without the marks they had.</summary>
    /// <returns>The last line of the fenced formula.</returns>
    private static int Fence(List<string> lines, int first, int? last, int marks)
    {
        if (last is not { } end)
            return first;
        lines[end] = lines[end].TrimEnd()[..^marks];
        lines[first] = lines[first].TrimStart()[marks..];
        lines.Insert(end + 1, "$$");
        lines.Insert(first, "$$");

        // A paragraph would swallow the fence.
        lines.Insert(first, "");
        lines.Insert(end + 4, "");
        return end + 4;
    }

    [GeneratedRegex(@"^\\begin\{((?:align|equation|gather|multline|eqnarray)\*?)\}")]
    private static partial Regex Environment();
}
