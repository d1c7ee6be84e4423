using System.Text;
using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Rendering;

/// <summary>A notebook's cells as HTML, for any page that wants to hold them, and what there is to say about them.</summary>
internal sealed class NotebookHtml
{
    private readonly MarkdownHtml markdown = new();
    private readonly OutputHtml outputs;
    private readonly StringBuilder body = new();
    private readonly Notebook notebook;
    private readonly string[] ids;

    /// <summary>Renders a notebook.</summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <param name="fileName">Its file's name, for want of a better title; may be null.</param>
    /// <param name="title">The title; when null, the first heading.</param>
    /// <param name="maxTextLength">Text outputs longer than this are cut.</param>
    public NotebookHtml(Notebook notebook, string? fileName, string? title, int maxTextLength)
    {
        this.notebook = notebook;
        outputs = new OutputHtml(markdown, maxTextLength);
        ids = CellIds.For(notebook.Cells);
        for (var i = 0; i < notebook.Cells.Count; i++)
            AppendCell(i);
        var first = markdown.Headings.Count > 0 ? markdown.Headings[0].Text : null;
        Title = title ?? first ?? fileName ?? "Notebook";
        if (!markdown.Headings.Any(heading => heading.Level == 1))
            body.Insert(0, $"<h1>{Html.Encode(Title)}</h1>\n");
    }

    /// <summary>The title, as text.</summary>
    public string Title { get; }

    /// <summary>The cells, with one heading of level 1 above them.</summary>
    public string Body => body.ToString();

    /// <summary>The language of the text, as HTML names it.</summary>
    public string Language => Json.Text(notebook.Metadata, "language") ?? "en";

    /// <summary>Whether a formula is to be drawn.</summary>
    public bool HasMath => markdown.HasMath || outputs.HasMath;

    /// <summary>The text under each heading.</summary>
    public IReadOnlyList<Section> Sections => markdown.Sections;

    /// <summary>How running it went: an element, or nothing where there is no code.</summary>
    public string Status
    {
        get
        {
            var failed = Enumerable.Range(0, ids.Length).Where(i => notebook.Cells[i].Outputs.Any(output => output is ErrorOutput)).ToList();
            var code = notebook.Cells.Count(cell => cell.Kind == CellKind.Code && cell.Source.Trim().Length > 0);
            var run = notebook.Cells.Count(cell => cell.ExecutionCount is not null);
            if (failed.Count > 0)
            {
                var links = failed.Select(i => $"<a href=\"#cell-{ids[i]}\">cell {i + 1}</a>");
                return $"<span class=\"status failed\">an error in {string.Join(", ", links)}</span>\n";
            }
            return code == 0 ? "" : $"<span class=\"status\">{(run == 0 ? "not run" : $"{run} of {code} code cells run, no errors")}</span>\n";
        }
    }

    /// <summary>The list of contents; nothing where it would be shorter than a glance.</summary>
    public string Contents
    {
        get
        {
            var listed = markdown.Headings.Where(heading => heading.Level is 2 or 3).ToList();
            if (listed.Count < 3)
                return "";
            var html = new StringBuilder("<nav class=\"contents\" aria-label=\"On this page\">\n<p>Contents</p>\n<ul>\n");
            foreach (var heading in listed)
                html.Append($"<li class=\"level{heading.Level}\"><a href=\"#{heading.Id}\">{heading.Html}</a></li>\n");
            return html.Append("</ul>\n</nav>\n").ToString();
        }
    }

    private void AppendCell(int index)
    {
        var cell = notebook.Cells[index];
        var id = $"cell-{ids[index]}";
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                body.Append($"<div class=\"cell markdown\" id=\"{id}\">\n{markdown.Render(cell.Source, cell.Attachments)}</div>\n");
                break;
            case CellKind.Raw when cell.Source.Trim().Length > 0:
                body.Append($"<div class=\"cell raw\" id=\"{id}\">\n<pre tabindex=\"0\">{Html.Encode(cell.Source)}</pre>\n</div>\n");
                break;
            case CellKind.Code when cell.Source.Trim().Length > 0 || cell.Outputs.Count > 0:
                AppendCode(index, id);
                break;
        }
    }

    private void AppendCode(int index, string id)
    {
        var cell = notebook.Cells[index];
        var number = cell.ExecutionCount is { } count ? $"{count}" : "&nbsp;";
        var source = cell.Source.Trim('\n');
        var code = notebook.LanguageOf(cell) == Languages.CSharp ? CSharpHighlighter.ToHtml(LineEnds.ToNewline(source)) : Html.Encode(source);
        markdown.AddCode(source);
        body.Append($"<div class=\"cell code\" id=\"{id}\">\n<div class=\"input\">\n<span class=\"prompt\">In&nbsp;[{number}]</span>\n");
        body.Append($"<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code of cell {index + 1}\"><code>{code}</code></pre>\n</div>\n");
        foreach (var output in cell.Outputs)
        {
            var prompt = output is ResultOutput { ExecutionCount: { } result } ? $"<span class=\"prompt\">Out&nbsp;[{result}]</span>\n" : "";
            body.Append($"<div class=\"output\">\n{prompt}{outputs.Render(output, index + 1)}</div>\n");
        }
        body.Append("</div>\n");
    }
}
