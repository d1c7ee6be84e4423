using System.Text;
using System.Text.RegularExpressions;

namespace Descent.Notebooks.Rendering;

/// <summary>How a page comes by KaTeX, which draws its formulas.</summary>
internal static partial class Katex
{
    private const string Cdn = "https://cdn.jsdelivr.net/npm/katex@0.19.1/dist/";
    private const string StyleHash = "sha384-WwGtaC6ywCHxA5cstpj/3+xIZvTez8dq2IcBQaXRkenHZ7FVVq1ZROtURwfbtTlG";
    private const string ScriptHash = "sha384-a1WQdjRj162i159OYq041X6I4K8NenkrI09LlPmiHg0YOb7CR+wJOraXwK9abpnE";

    /// <summary>The elements for the head of a page: the files themselves where a directory has them, else pinned links.</summary>
    public static string Head(string? directory)
    {
        var html = new StringBuilder();
        if (directory is not null && File.Exists(Path.Combine(directory, "katex.min.js")) && File.Exists(Path.Combine(directory, "katex.min.css")))
        {
            var style = FontSource.Replace(File.ReadAllText(Path.Combine(directory, "katex.min.css")), match => Font(directory, match));
            var script = File.ReadAllText(Path.Combine(directory, "katex.min.js")).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
            html.Append($"<style>{style}</style>\n<script>{script}</script>\n");
        }
        else
        {
            html.Append(CdnLinks);
        }
        return html.Append($"<script>\n{PageFiles.Read("math.js")}</script>\n").ToString();
    }

    /// <summary>Links to the CDN, pinned.</summary>
    public static string CdnLinks =>
        $"<link rel=\"stylesheet\" href=\"{Cdn}katex.min.css\" integrity=\"{StyleHash}\" crossorigin=\"anonymous\">\n"
        + $"<script defer src=\"{Cdn}katex.min.js\" integrity=\"{ScriptHash}\" crossorigin=\"anonymous\"></script>\n";

    /// <summary>Links to copies of <see cref="FilesIn"/>.</summary>
    /// <param name="address">The folder that holds them, relative to the page, with a slash at its end.</param>
    public static string Links(string address) =>
        $"<link rel=\"stylesheet\" href=\"{address}katex.min.css\">\n<script defer src=\"{address}katex.min.js\"></script>\n";

    /// <summary>The files that a site needs: style, script, and fonts in the one format that all browsers of today read.</summary>
    /// <param name="directory">npm's <c>katex/dist</c>.</param>
    public static IEnumerable<string> FilesIn(string directory) =>
        ["katex.min.css", "katex.min.js", .. Directory.EnumerateFiles(Path.Combine(directory, "fonts"), "*.woff2")
            .Select(file => $"fonts/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    /// <summary>A font's list of files; browsers of today all read the first, WOFF2.</summary>
    [GeneratedRegex(@"src:url\((fonts/[A-Za-z0-9_-]+\.woff2)\)[^;}]*")]
    private static partial Regex FontSource { get; }

    private static string Font(string directory, Match match)
    {
        var file = Path.Combine(directory, match.Groups[1].Value);
        return File.Exists(file) ? $"src:url(data:font/woff2;base64,{Convert.ToBase64String(File.ReadAllBytes(file))}) format(\"woff2\")" : match.Value;
    }
}
