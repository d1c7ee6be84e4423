using System.Buffers;

namespace Descent.Coursework.Submissions;

/// <summary>The lines that a version control system leaves in a file where two changes meet.</summary>
internal static class MergeMarkers
{
    /// <summary>Whether a line is such a marker.</summary>
    public static bool Is(string line) => line.StartsWith("<<<<<<< ", StringComparison.Ordinal) || line.StartsWith(">>>>>>> ", StringComparison.Ordinal);

    /// <summary>The content with the first side of each conflict; null when there are none.</summary>
    public static byte[]? Resolve(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf("<<<<<<<"u8) < 0)
            return null;
        var kept = new ArrayBufferWriter<byte>();
        var isKept = true;
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (line.StartsWith("<<<<<<<"u8) || line.StartsWith(">>>>>>>"u8))
            {
                isKept = true;
            }
            else if (line.StartsWith("|||||||"u8) || line.StartsWith("======="u8))
            {
                isKept = false;
            }
            else if (isKept)
            {
                kept.Write(line);
                kept.Write("\n"u8);
            }
        }
        return kept.WrittenSpan.ToArray();
    }
}
