using System.Buffers;
using System.Text;

namespace Descent.Notebooks.Rendering;

/// <summary>Text as HTML.</summary>
internal static class Html
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(character => character is not ('\n' or '\t')), '&', '<', '>', '"', '\u007f']);

    /// <summary>Encodes text for elements and quoted attributes; control characters, which HTML forbids, go.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
            return text;
        var html = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\n' or '\t' => html.Append(character),
                < ' ' or '\u007f' => html,
                _ => html.Append(character),
            };
        }
        return html.ToString();
    }
}
