using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Rendering;

/// <summary>The outputs of code cells as HTML.</summary>
internal sealed partial class OutputHtml(MarkdownHtml markdown, int maxTextLength)
{
    /// <summary>What a page can show, best first: HTML before the data that its script would draw.</summary>
    private static readonly string[] Preferred =
        ["text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "text/markdown", "text/latex", "text/plain", "application/json"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether a formula was among the outputs.</summary>
    public bool HasMath { get; private set; }

    /// <summary>Renders one output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="cell">The cell's number, for labels.</param>
    public string Render(Output output, int cell) => output switch
    {
        StreamOutput { Name: "stderr" } stream => Block("stderr", $"Error stream of cell {cell}", stream.Text),
        StreamOutput stream => Block("stdout", $"Printed by cell {cell}", stream.Text),
        DisplayOutput display => Bundle(display.Data, cell),
        ResultOutput result => Bundle(result.Data, cell),
        ErrorOutput error => Error(error, cell),
        UnknownOutput unknown => Note($"an output of type {Json.Text(unknown.Json, "output_type")}, which this page cannot show"),
        _ => "",
    };

    /// <summary>Colours and cursor movements of terminals.</summary>
    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\a\x1b]*(\a|\x1b\\)")]
    private static partial Regex Escapes { get; }

    private static string Note(string text) => $"<p class=\"note\">{Html.Encode(text)}</p>\n";

    private string Error(ErrorOutput error, int cell)
    {
        var html = new StringBuilder($"<div class=\"error\" role=\"group\" aria-label=\"Error of cell {cell}\">\n");
        html.Append($"<p><strong>{Html.Encode(Clean(error.Name))}</strong> {Html.Encode(Cut(Clean(error.Value)))}</p>\n");
        var trace = Clean(string.Join('\n', error.Traceback.Select(line => line.TrimEnd('\n')))).Trim('\n');
        // Many tracebacks begin with what the line above says already.
        foreach (var said in (string[])[$"{error.Name}: {error.Value}", error.Value])
        {
            if (said.Length > 0 && trace.StartsWith(said, StringComparison.Ordinal))
                trace = trace[said.Length..].TrimStart('\n');
        }
        if (trace.Trim().Length > 0)
            html.Append($"<pre tabindex=\"0\">{Html.Encode(Cut(trace))}</pre>\n");
        return html.Append("</div>\n").ToString();
    }

    private string Bundle(JsonObject data, int cell)
    {
        var type = Preferred.FirstOrDefault(type => data[type] is not null);
        var text = type is null ? null : Json.Text(data[type]);
        switch (type)
        {
            case "text/html" when text is not null:
                // As it is: the notebook is the reader's own, and figures bring their scripts along.
                return $"<div class=\"html\">\n{text}\n</div>\n";
            case "image/svg+xml" when text is not null:
                return Image(type, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), data, cell);
            case not null when type.StartsWith("image/", StringComparison.Ordinal) && text is not null:
                return Image(type, text, data, cell);
            case "text/markdown" when text is not null:
                return $"<div class=\"html\">\n{markdown.Render(text)}</div>\n";
            case "text/latex" when text is not null:
                HasMath = true;
                var display = !text.StartsWith('$') || text.StartsWith("$$", StringComparison.Ordinal);
                return $"<div class=\"html\">{MarkdownHtml.Math(text.Trim().Trim('$').Trim(), display)}</div>\n";
            case "text/plain" when text is not null:
                return (data.ContainsKey("application/vnd.plotly.v1+json") ? Note("a figure, here in words, as the notebook holds no HTML of it") : "")
                    + Block("value", $"Value of cell {cell}", text);
            case "application/json":
                return Block("value", $"Value of cell {cell}", data[type]!.ToJsonString(Indented));
            default:
                return data.Count == 0 ? "" : Note($"an output that this page cannot show ({string.Join(", ", data.Select(item => item.Key))})");
        }
    }

    private static string Image(string type, string base64, JsonObject data, int cell)
    {
        var words = Json.Text(data["text/plain"]) is { Length: > 0 and <= 300 } text ? text : $"Picture from cell {cell}";
        var content = string.Concat(base64.Where(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '='));
        return $"<div class=\"image\"><img src=\"data:{type};base64,{content}\" alt=\"{Html.Encode(words)}\"></div>\n";
    }

    private string Block(string style, string label, string text)
    {
        var clean = Clean(text);
        return clean.Length == 0 ? "" : $"<pre class=\"{style}\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{Html.Encode(Cut(clean))}</pre>\n";
    }

    private string Cut(string text) => text.Length <= maxTextLength
        ? text
        : $"{text[..maxTextLength]}\n... ({text.Length - maxTextLength:N0} more characters are not shown)";

    /// <summary>The text as a terminal would leave it: without escapes, and of an overwritten line its last state.</summary>
    private static string Clean(string text)
    {
        if (text.Contains('\u001b', StringComparison.Ordinal))
            text = Escapes.Replace(text, "");
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            text = string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n')
                .Select(line => line.TrimEnd('\r') is var kept && kept.LastIndexOf('\r') is var at and >= 0 ? kept[(at + 1)..] : kept));
        }
        return text;
    }
}
