using System.Globalization;
using System.Net;

namespace Descent.Charts.Rendering;

/// <summary>Numbers and text as people read them, the same in every culture.</summary>
internal static class Words
{
    /// <summary>Five significant digits.</summary>
    public static string Of(double number) => number.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>"1 point", "1,200 points".</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Text for HTML.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);

    /// <summary>
    /// Text for Plotly, which reads its titles, names and labels as a small HTML of its own: what an author writes is
    /// text here, so "a &lt; b" stays as it is and only line breaks become markup.
    /// </summary>
    public static string? Plotly(string? text) =>
        text?.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\n", "<br>", StringComparison.Ordinal);
}
