using System.Text;
using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Rendering;

/// <summary>
/// A notebook, with the outputs it has, as one plain HTML page: no script is needed to read it (formulas then stand as
/// LaTeX), it prints, follows the reader's dark mode, and works on a phone. HTML in Markdown and in outputs goes through as it
/// is: render only notebooks whose authors you trust.
/// </summary>
public static class HtmlRenderer
{
    /// <summary>Renders a notebook.</summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <param name="options">What the page should be like; the defaults when null.</param>
    /// <returns>The page. The same notebook gives the same page.</returns>
    public static string Render(Notebook notebook, HtmlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        options ??= new HtmlOptions();
        var markdown = new MarkdownHtml();
        var outputs = new OutputHtml(markdown, options.MaxTextLength);
        var ids = CellIds.For(notebook.Cells);
        var body = new StringBuilder();
        for (var i = 0; i < notebook.Cells.Count; i++)
            AppendCell(body, notebook, i, ids, markdown, outputs);

        var title = options.Title ?? (markdown.Headings.Count > 0 ? markdown.Headings[0].Text : null) ?? options.FileName ?? "Notebook";
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(Html.Encode(Json.Text(notebook.Metadata, "language") ?? "en")).Append("\">\n<head>\n");
        html.Append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append($"<title>{Html.Encode(title)}</title>\n<style>\n{PageFiles.Read("page.css")}</style>\n");
        if (markdown.HasMath || outputs.HasMath)
            html.Append(Katex.Head(options.KatexDirectory));
        html.Append("</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the notebook</a>\n");
        AppendHeader(html, notebook, ids, options.FileName);
        AppendContents(html, markdown.Headings);
        html.Append("<main id=\"content\">\n");
        if (!markdown.Headings.Any(heading => heading.Level == 1))
            html.Append($"<h1>{Html.Encode(title)}</h1>\n");
        return html.Append(body).Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendHeader(StringBuilder html, Notebook notebook, string[] ids, string? fileName)
    {
        html.Append("<header class=\"page\">\n");
        if (fileName is not null)
            html.Append($"<span class=\"file\">{Html.Encode(fileName)}</span>\n");
        var failed = Enumerable.Range(0, ids.Length).Where(i => notebook.Cells[i].Outputs.Any(output => output is ErrorOutput)).ToList();
        var code = notebook.Cells.Count(cell => cell.Kind == CellKind.Code && cell.Source.Trim().Length > 0);
        var run = notebook.Cells.Count(cell => cell.ExecutionCount is not null);
        if (failed.Count > 0)
        {
            var links = failed.Select(i => $"<a href=\"#cell-{ids[i]}\">cell {i + 1}</a>");
            html.Append($"<span class=\"status failed\">an error in {string.Join(", ", links)}</span>\n");
        }
        else if (code > 0)
        {
            html.Append($"<span class=\"status\">{(run == 0 ? "not run" : $"{run} of {code} code cells run, no errors")}</span>\n");
        }
        html.Append("</header>\n");
    }

    private static void AppendContents(StringBuilder html, IReadOnlyList<MarkdownHtml.Heading> headings)
    {
        var listed = headings.Where(heading => heading.Level is 2 or 3).ToList();
        if (listed.Count < 3)
            return;
        html.Append("<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ul>\n");
        foreach (var heading in listed)
            html.Append($"<li class=\"level{heading.Level}\"><a href=\"#{heading.Id}\">{heading.Html}</a></li>\n");
        html.Append("</ul>\n</nav>\n");
    }

    private static void AppendCell(StringBuilder html, Notebook notebook, int index, string[] ids, MarkdownHtml markdown, OutputHtml outputs)
    {
        var cell = notebook.Cells[index];
        var id = $"cell-{ids[index]}";
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                html.Append($"<div class=\"cell markdown\" id=\"{id}\">\n{markdown.Render(cell.Source, cell.Attachments)}</div>\n");
                break;
            case CellKind.Raw when cell.Source.Trim().Length > 0:
                html.Append($"<div class=\"cell raw\" id=\"{id}\">\n<pre tabindex=\"0\">{Html.Encode(cell.Source)}</pre>\n</div>\n");
                break;
            case CellKind.Code when cell.Source.Trim().Length > 0 || cell.Outputs.Count > 0:
                AppendCode(html, notebook, index, id, outputs);
                break;
        }
    }

    private static void AppendCode(StringBuilder html, Notebook notebook, int index, string id, OutputHtml outputs)
    {
        var cell = notebook.Cells[index];
        var number = cell.ExecutionCount is { } count ? $"{count}" : "&nbsp;";
        var source = cell.Source.Trim('\n');
        var code = notebook.LanguageOf(cell) == Languages.CSharp ? CSharpHighlighter.ToHtml(LineEnds.ToNewline(source)) : Html.Encode(source);
        html.Append($"<div class=\"cell code\" id=\"{id}\">\n<div class=\"input\">\n<span class=\"prompt\">In&nbsp;[{number}]</span>\n");
        html.Append($"<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code of cell {index + 1}\"><code>{code}</code></pre>\n</div>\n");
        foreach (var output in cell.Outputs)
        {
            var prompt = output is ResultOutput { ExecutionCount: { } result } ? $"<span class=\"prompt\">Out&nbsp;[{result}]</span>\n" : "";
            html.Append($"<div class=\"output\">\n{prompt}{outputs.Render(output, index + 1)}</div>\n");
        }
        html.Append("</div>\n");
    }
}
