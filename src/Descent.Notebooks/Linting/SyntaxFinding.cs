using Microsoft.CodeAnalysis;

namespace Descent.Notebooks.Linting;

/// <summary>A finding in the syntax tree of one cell.</summary>
internal sealed record SyntaxFinding(Location Location, string What, string Why)
{
    public static SyntaxFinding At(SyntaxNode node, string why) => new(node.GetLocation(), FirstLine(node.ToString()), why);

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? text : text[..end]).TrimEnd();
        return line.Length <= 60 && end < 0 ? line : $"{line[..Math.Min(line.Length, 57)]}...";
    }
}
