using System.Net;
using System.Text;

namespace Descent.Display;

/// <summary>Tables of numbers as HTML that looks alike in every notebook, light or dark, with no style sheet to rely on.</summary>
internal static class HtmlTable
{
    public const string TableStyle = "border-collapse:collapse;font-variant-numeric:tabular-nums";
    public const string CellStyle = "padding:0.1em 0.6em;text-align:right";

    /// <summary>A header and rows, all text encoded.</summary>
    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var html = new StringBuilder($"<table style=\"{TableStyle}\"><thead><tr>");
        foreach (var cell in header)
            html.Append($"<th style=\"{CellStyle}\">").Append(WebUtility.HtmlEncode(cell)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append($"<td style=\"{CellStyle}\">").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>A paragraph, its text encoded.</summary>
    public static string Paragraph(string text) => $"<p>{WebUtility.HtmlEncode(text)}</p>";
}
