using System.Buffers;

namespace Descent.Notebooks.Documents;

/// <summary>
/// Splits text into lines that keep their ends, where Python's <c>str.splitlines(True)</c> does: Jupyter writes cells so,
/// and a file has one canonical form only if the lines fall alike.
/// </summary>
internal static class PythonLines
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var at = text.AsSpan(start).IndexOfAny(Ends);
            var end = at < 0 ? text.Length : start + at + 1;
            if (at >= 0 && text[end - 1] == '\r' && end < text.Length && text[end] == '\n')
                end++;
            yield return text[start..end];
            start = end;
        }
    }
}
