using System.Security.Cryptography;
using System.Text;

namespace Descent.Charts.Rendering;

/// <summary>
/// A figure as HTML that is complete without a script: title, what the figure shows in words, the data in a table,
/// the caption. Where plotly.js runs, it draws in the title's place and the table folds up.
/// </summary>
internal static class FigureHtml
{
    private const string Style =
        ".descent-figure{margin:0 0 1em;overflow-x:auto}.descent-figure details{font-size:.9em}.descent-figure table{border-collapse:collapse;margin:.4em 0}"
        + ".descent-figure th,.descent-figure td{padding:.1em .7em;text-align:right;border-bottom:1px solid #8884}"
        + ".descent-figure div.descent-data{max-height:26em;overflow:auto}.descent-figure figcaption{margin:.3em 0;max-width:46em}";

    private static readonly string Script = ReadScript();

    public static string Of(Figure figure) =>
        Of(figure, PlotlyScript.LocalFile, Environment.GetEnvironmentVariable(PlotlyScript.AddressVariable));

    public static string Of(Figure figure, string? localScript, string? address = null)
    {
        var json = figure.ToJson();

        // The place is found by what it shows: the same figure has the same HTML in every run, and two copies of one
        // figure on a page are drawn by whichever of their scripts comes first.
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        var title = figure.Title.Length > 0 ? figure.Title : "Figure";
        var html = new StringBuilder();
        html.Append($"<figure class=\"descent-figure\" aria-label=\"{Words.Html(title)}\"><style>{Style}</style>");
        html.Append($"<div data-descent-figure=\"{key}\"><p><strong>{Words.Html(title)}</strong></p>");
        html.Append("<p>The drawing appears here when plotly.js has loaded. Until then, this is what it shows:</p></div>");
        AppendData(html, figure);
        if (figure.Caption.Length > 0)
            html.Append($"<figcaption>{Words.Html(figure.Caption)}</figcaption>");
        html.Append($"<script>{Script}(\"{key}\",{json},{JsonText.Write(PlotlyScript.Sources(localScript, address))});</script></figure>");
        return html.ToString();
    }

    private static void AppendData(StringBuilder html, Figure figure)
    {
        html.Append("<details open><summary>The data in words and numbers</summary><div class=\"descent-data\">");
        foreach (var (heading, sentences, tables) in FigureWords.Of(figure))
        {
            if (heading.Length > 0)
                html.Append($"<p><strong>{Words.Html(heading)}</strong></p>");
            foreach (var sentence in sentences)
                html.Append($"<p>{Words.Html(sentence)}</p>");
            foreach (var table in tables)
                AppendTable(html, table);
        }

        html.Append("</div></details>");
    }

    private static void AppendTable(StringBuilder html, DataTable table)
    {
        html.Append("<table><thead><tr>");
        foreach (var column in table.Columns)
            html.Append($"<th scope=\"col\">{Words.Html(column)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append($"<td>{Words.Html(cell)}</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private static string ReadScript()
    {
        using var stream = typeof(FigureHtml).Assembly.GetManifestResourceStream("Descent.Charts.draw.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
