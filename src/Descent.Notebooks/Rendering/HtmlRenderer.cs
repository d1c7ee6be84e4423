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
        var content = new NotebookHtml(notebook, options.FileName, options.Title, options.MaxTextLength);
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{Html.Encode(content.Language)}\">\n<head>\n");
        html.Append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Html.Encode(content.Title)}</title>\n<style>\n{PageFiles.Read("page.css")}</style>\n");
        if (content.HasMath)
            html.Append(Katex.Head(options.KatexDirectory));
        html.Append("</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the notebook</a>\n<header class=\"page\">\n");
        if (options.FileName is not null)
            html.Append($"<span class=\"file\">{Html.Encode(options.FileName)}</span>\n");
        html.Append(content.Status).Append("</header>\n").Append(content.Contents);
        return html.Append("<main id=\"content\">\n").Append(content.Body).Append("</main>\n</body>\n</html>\n").ToString();
    }
}
