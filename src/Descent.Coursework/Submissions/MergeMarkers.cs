using System.Text;

namespace Descent.Coursework.Submissions;

/// <summary>The lines that a version control system leaves in a file where two changes meet.</summary>
internal static class MergeMarkers
{
    private const string Ours = "<<<<<<<";
    private const string Base = "|||||||";
    private const string Between = "=======";
    private const string Theirs = ">>>>>>>";

    /// <summary>Whether a line is such a marker.</summary>
    public static bool Is(string line) => line.StartsWith(Ours + " ", StringComparison.Ordinal) || line.StartsWith(Theirs + " ", StringComparison.Ordinal);

    /// <summary>The content with the first side of each conflict; null when there are none.</summary>
    public static byte[]? Resolve(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf("<<<<<<<"u8) < 0)
            return null;
        var kept = new StringBuilder();
        var isKept = true;
        foreach (var line in Encoding.UTF8.GetString(content).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(Ours, StringComparison.Ordinal))
                isKept = true;
            else if (line.StartsWith(Base, StringComparison.Ordinal) || line.StartsWith(Between, StringComparison.Ordinal))
                isKept = false;
            else if (line.StartsWith(Theirs, StringComparison.Ordinal))
                isKept = true;
            else if (isKept)
                kept.Append(line).Append('\n');
        }
        return Encoding.UTF8.GetBytes(kept.ToString());
    }
}
