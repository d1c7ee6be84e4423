using System.Text;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PageWriter = Markdig.Renderers.HtmlRenderer;

namespace Descent.Notebooks.Rendering;

/// <summary>
/// Markdown cells as HTML, for one page: collects the headings and keeps their ids apart. HTML in Markdown goes through as it
/// is, as in Jupyter for trusted notebooks; in text of anybody's it is shown as text, images become links, and links lead to the web only.
/// </summary>
/// <param name="isTrusted">Whether those who read the page trust those who wrote the text.</param>
internal sealed class MarkdownHtml(bool isTrusted = true)
{
    private static readonly MarkdownPipeline Trusted = Extensions().Build();
    private static readonly MarkdownPipeline Untrusted = Extensions().DisableHtml().Build();

    private readonly MarkdownPipeline pipeline = isTrusted ? Trusted : Untrusted;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<Section> sections = [new Section(null)];

    /// <summary>A heading of the page: its text, and the same as HTML in which formulas are drawn.</summary>
    public sealed record Heading(int Level, string Text, string Html, string Id);

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> Headings => [.. sections.Skip(1).Select(section => section.Heading!)];

    /// <summary>The text under each heading so far; first what stands above all of them.</summary>
    public IReadOnlyList<Section> Sections => sections;

    /// <summary>Whether a formula has been met.</summary>
    public bool HasMath { get; private set; }

    /// <summary>Renders one text.</summary>
    /// <param name="markdown">The source.</param>
    /// <param name="attachments">The cell's attachments, from name to MIME bundle.</param>
    public string Render(string markdown, JsonObject? attachments = null)
    {
        var before = sections.Count;
        try
        {
            return RenderDocument(Markdown.Parse(DisplayMath.OnOwnLines(markdown), pipeline), attachments);
        }
        catch (ArgumentException)
        {
            // Markdig's answer to text that nests without end: no rendering makes that readable.
            sections.RemoveRange(before, sections.Count - before);
            return $"<pre tabindex=\"0\">{Html.Encode(markdown)}</pre>\n";
        }
    }

    /// <summary>Adds the source of a code cell to the section that it stands in.</summary>
    /// <param name="source">The source.</param>
    public void AddCode(string source) => sections[^1].AddCode(source);

    /// <summary>A formula as its LaTeX source, which the page's script replaces where it runs.</summary>
    public static string Math(string latex, bool display) =>
        display ? $"<div class=\"math display\">{Html.Encode(latex)}</div>" : $"<span class=\"math\">{Html.Encode(latex)}</span>";

    private string RenderDocument(MarkdownDocument document, JsonObject? attachments)
    {
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case HeadingBlock heading:
                    var text = Text(heading.Inline);
                    var id = UniqueId(text);
                    heading.GetAttributes().Id = id;
                    sections.Add(new Section(new Heading(heading.Level, text, Text(heading.Inline, asHtml: true), id)));
                    break;
                case ParagraphBlock paragraph:
                    sections[^1].AddParagraph(Text(paragraph.Inline), Text(paragraph.Inline, asHtml: true));
                    break;
                case LinkInline link when !isTrusted:
                    link.IsImage = false;
                    link.Url = IsOfTheWeb(link.Url) ? link.Url : "";
                    break;
                case AutolinkInline link when !isTrusted && !link.IsEmail && !IsOfTheWeb(link.Url):
                    link.Url = "";
                    break;
                case LinkInline { Url: { } url } link:
                    link.Url = link.IsImage ? Attachment(url, attachments) : PageOf(url);
                    break;
                case TaskList task:
                    task.GetAttributes().AddProperty("aria-label", task.Checked ? "done" : "to do");
                    break;
                case MathInline or MathBlock:
                    HasMath = true;
                    break;
            }
        }

        using var writer = new StringWriter();
        var renderer = new PageWriter(writer);
        pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineMath());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockMath());
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new Code());
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrollingTable());
        renderer.Render(document);
        return writer.ToString();
    }

    private static MarkdownPipelineBuilder Extensions() =>
        new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseTaskLists().UseAutoLinks().UseMathematics();

    private static bool IsOfTheWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto";

    /// <summary>A link to a notebook beside this one leads to its page, which is rendered beside this one, too.</summary>
    private static string PageOf(string url)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal);
        var (file, fragment) = end < 0 ? (url, "") : (url[..end], url[end..]);
        return file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !file.Contains(':', StringComparison.Ordinal)
            && !file.Replace("./", "", StringComparison.Ordinal).Contains('/', StringComparison.Ordinal)
            ? file[..^".ipynb".Length] + ".html" + fragment
            : url;
    }

    private static string Attachment(string url, JsonObject? attachments)
    {
        const string Scheme = "attachment:";
        if (attachments is null || !url.StartsWith(Scheme, StringComparison.Ordinal))
            return url;
        return attachments[Uri.UnescapeDataString(url[Scheme.Length..])] is JsonObject { Count: > 0 } bundle
            && Json.Text(bundle.First().Value) is { } data
            ? $"data:{bundle.First().Key};base64,{data.ReplaceLineEndings("")}"
            : url;
    }

    private string UniqueId(string text)
    {
        var words = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
                words.Append(character);
            else if (words.Length > 0 && words[^1] != '-')
                words.Append('-');
        }
        var id = words.ToString().Trim('-') is { Length: > 0 } name ? name : "section";
        for (var n = 2; !ids.Add(id); n++)
            id = $"{words.ToString().Trim('-')}-{n}";
        return id;
    }

    private static string Text(ContainerInline? container, bool asHtml = false)
    {
        var text = new StringBuilder();
        foreach (var inline in container?.Descendants<LeafInline>() ?? [])
        {
            var words = inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => " ",
                MathInline math => math.Content.ToString(),
                _ => "",
            };
            text.Append(!asHtml ? words : inline is MathInline ? Math(words, display: false) : Html.Encode(words));
        }
        return text.ToString().Trim();
    }

    private sealed class InlineMath : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(PageWriter renderer, MathInline inline) =>
            renderer.Write(inline.DelimiterCount > 1
                ? $"<span class=\"math display\">{Html.Encode(inline.Content.ToString().Trim())}</span>"
                : Math(inline.Content.ToString(), display: false));
    }

    private sealed class BlockMath : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(PageWriter renderer, MathBlock block)
        {
            renderer.EnsureLine();
            renderer.Write(Math(block.Lines.ToString().Trim(), display: true)).WriteLine();
        }
    }

    private sealed class Code : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(PageWriter renderer, CodeBlock block)
        {
            var language = (block as FencedCodeBlock)?.Info ?? "";
            var source = block.Lines.ToString();
            var html = language is "csharp" or "cs" or "c#" or "C#" ? CSharpHighlighter.ToHtml(source) : Html.Encode(source);
            renderer.EnsureLine();
            renderer.Write($"<pre class=\"code\" tabindex=\"0\"><code>{html}</code></pre>").WriteLine();
        }
    }

    /// <summary>A wide table scrolls in its own box, not with the page.</summary>
    private sealed class ScrollingTable : HtmlObjectRenderer<Table>
    {
        private readonly HtmlTableRenderer table = new();

        protected override void Write(PageWriter renderer, Table block)
        {
            renderer.EnsureLine();
            renderer.Write("<div class=\"table\">");
            table.Write(renderer, block);
            renderer.Write("</div>").WriteLine();
        }
    }
}
