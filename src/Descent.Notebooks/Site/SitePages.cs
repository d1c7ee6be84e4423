using System.Text;
using System.Text.RegularExpressions;
using Descent.Notebooks.Rendering;

namespace Descent.Notebooks.Site;

/// <summary>The pages of a site.</summary>
internal sealed partial class SitePages(IReadOnlyList<Lesson> lessons, SiteAssets assets, SiteOptions options)
{
    // Before the first paint, so that nobody is blinded; site.js does the rest.
    private const string Theme =
        "<script>try { const theme = localStorage.getItem('descent-theme'); if (theme) document.documentElement.dataset.theme = theme; } catch { }</script>\n";

    /// <summary>The contents: every notebook, what it asks, and its sections.</summary>
    /// <param name="introduction">Markdown; may be null.</param>
    public string Contents(string? introduction)
    {
        var markdown = new MarkdownHtml();
        var main = new StringBuilder($"<h1>{Html.Encode(options.Title)}</h1>\n");
        if (introduction is not null)
            main.Append("<div class=\"markdown\">\n").Append(markdown.Render(FirstTitle.Replace(introduction, "", 1))).Append("</div>\n");
        main.Append("<ol class=\"lessons\">\n");
        foreach (var lesson in lessons)
            AppendLesson(main, lesson);
        main.Append("</ol>\n");
        var hasMath = markdown.HasMath || lessons.Any(lesson => lesson.Summary.Contains("class=\"math", StringComparison.Ordinal));
        return Page(options.Title, "en", hasMath, goal: "contents", previous: null, next: lessons.FirstOrDefault(lesson => lesson.Content is not null),
            $"<main id=\"content\" class=\"home\">\n{main}</main>\n");
    }

    /// <summary>The page of a notebook that ran.</summary>
    public string Of(Lesson lesson)
    {
        var content = lesson.Content!;
        var shown = lessons.Where(other => other.Content is not null).ToList();
        var place = shown.IndexOf(lesson);
        var (previous, next) = (shown.ElementAtOrDefault(place - 1), shown.ElementAtOrDefault(place + 1));
        var steps = Steps(previous, next, $"{place + 1} of {shown.Count}");
        var body = new StringBuilder("<div class=\"lesson\">\n").Append(content.Contents);
        body.Append("<main id=\"content\">\n<div class=\"page\">\n").Append(content.Status);
        body.Append($"<a class=\"file\" href=\"{Html.Encode(lesson.Download)}\" download>{Html.Encode(Path.GetFileName(lesson.Download))}</a>\n</div>\n");
        body.Append(content.Body).Append(steps).Append("</main>\n</div>\n");
        return Page($"{content.Title} · {options.Title}", content.Language, content.HasMath, goal: "notebook", previous, next, body.ToString());
    }

    [GeneratedRegex(@"\A\s*#\s[^\n]*\n?")]
    private static partial Regex FirstTitle { get; }

    private static void AppendLesson(StringBuilder html, Lesson lesson)
    {
        if (lesson.Content is not { } content)
        {
            html.Append($"<li class=\"failed\"><h2>{Html.Encode(lesson.Title)}</h2>\n<p class=\"status failed\">did not run: {Html.Encode(lesson.Result.Failure?.Message ?? "")}</p></li>\n");
            return;
        }
        html.Append($"<li><h2><a href=\"{Html.Encode(lesson.Page)}\">{Html.Encode(lesson.Title)}</a></h2>\n<p>{lesson.Summary}</p>\n");
        if (lesson.Result.Failure is not null)
            html.Append($"<p>{Status(lesson)}</p>\n");
        var sections = content.Sections.Where(section => section.Heading?.Level == 2).ToList();
        if (sections.Count > 0)
        {
            html.Append($"<details><summary>{sections.Count} sections<span class=\"unseen\"> of {Html.Encode(lesson.Title)}</span></summary>\n<ul>\n");
            foreach (var section in sections)
                html.Append($"<li><a href=\"{Html.Encode(lesson.Page)}#{section.Heading!.Id}\">{section.Heading.Html}</a></li>\n");
            html.Append("</ul></details>\n");
        }
        html.Append("</li>\n");
    }

    /// <summary>An error's place, as a link from the contents page.</summary>
    private static string Status(Lesson lesson) => lesson.Content!.Status.TrimEnd().Replace("href=\"#", $"href=\"{Html.Encode(lesson.Page)}#", StringComparison.Ordinal);

    private static string Steps(Lesson? previous, Lesson? next, string place)
    {
        var html = new StringBuilder("<nav class=\"steps\" aria-label=\"Notebooks\">\n");
        html.Append(previous is null ? "<span></span>\n" : $"<a rel=\"prev\" href=\"{Html.Encode(previous.Page)}\"><small>Previous</small> {Html.Encode(previous.Title)}</a>\n");
        html.Append($"<a class=\"place\" href=\"index.html\"><small>Contents</small> {place}</a>\n");
        html.Append(next is null ? "<span></span>\n" : $"<a rel=\"next\" href=\"{Html.Encode(next.Page)}\"><small>Next</small> {Html.Encode(next.Title)}</a>\n");
        return html.Append("</nav>\n").ToString();
    }

    private string Page(string title, string language, bool hasMath, string goal, Lesson? previous, Lesson? next, string body)
    {
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{Html.Encode(language)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{Html.Encode(title)}</title>\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Append("<link rel=\"stylesheet\" href=\"assets/page.css\">\n<link rel=\"stylesheet\" href=\"assets/site.css\">\n").Append(Theme);
        if (previous is not null)
            html.Append($"<link rel=\"prev\" href=\"{Html.Encode(previous.Page)}\">\n");
        if (next is not null)
            html.Append($"<link rel=\"next\" href=\"{Html.Encode(next.Page)}\">\n");
        if (hasMath)
            html.Append(assets.KatexHead());
        html.Append("<script defer src=\"assets/site.js\"></script>\n</head>\n<body>\n");
        html.Append($"<a class=\"skip\" href=\"#content\">Skip to the {goal}</a>\n");
        AppendBar(html);
        return html.Append(body).Append("</body>\n</html>\n").ToString();
    }

    /// <summary>The bar at the top. What needs a script is hidden until there is one.</summary>
    private void AppendBar(StringBuilder html) => html.Append($$"""
        <header class="bar">
        <a class="home" href="index.html">{{Html.Encode(options.Title)}}</a>
        <search hidden>
        <label class="unseen" for="search">Search the course</label>
        <input id="search" type="search" placeholder="Search ( / )" autocomplete="off" spellcheck="false" aria-controls="found">
        <div id="found" hidden><p id="found-count" role="status"></p><ol></ol></div>
        </search>
        <button type="button" id="code" hidden aria-pressed="false" title="Hide the code (h)">Hide code</button>
        <button type="button" id="theme" hidden title="Light or dark (d)">Dark</button>
        <button type="button" id="keys" hidden title="Keys (?)">Keys</button>
        </header>
        <dialog id="keys-help" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>
        <div><dt><kbd>/</kbd></dt><dd>search; <kbd>↓</kbd> <kbd>↑</kbd> walk through what was found, <kbd>Esc</kbd> leaves</dd></div>
        <div><dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next and previous notebook</dd></div>
        <div><dt><kbd>c</kbd></dt><dd>contents of the course</dd></div>
        <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous section</dd></div>
        <div><dt><kbd>h</kbd></dt><dd>hide the code, or show it</dd></div>
        <div><dt><kbd>d</kbd></dt><dd>dark or light</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>this list</dd></div>
        </dl>
        <p><label><input type="checkbox" id="keys-on" checked> single keys do this</label></p>
        <form method="dialog"><button>Close</button></form>
        </dialog>

        """);
}
