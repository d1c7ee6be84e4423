using System.Text;
using Descent.Notebooks.Rendering;

namespace Descent.Coursework.Similarity;

/// <summary>Similar pairs as one page: a list, and each pair side by side with what is alike marked. It holds no script.</summary>
public static class SimilarityHtml
{
    /// <summary>Renders the page.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="least">The least share that made a pair.</param>
    /// <returns>HTML.</returns>
    public static string Render(IReadOnlyList<SimilarPair> pairs, double least)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Similar submissions</title>\n");
        html.Append($"<style>\n{PageFiles.Read("page.css")}{EmbeddedText.Read("similarity.css")}</style>\n</head>\n<body>\n<main>\n<h1>Similar submissions</h1>\n");
        html.Append($"<p>Pairs in which at least {least * 100:0} % of the shorter submission's own code is in the other, too. Names, comments and layout do not count; what the exercise brought along, and what many submissions have, is left out. A pair is a reason to look, not a proof.</p>\n");
        if (pairs.Count == 0)
            return html.Append("<p>There are none.</p>\n</main>\n</body>\n</html>\n").ToString();
        html.Append("<table>\n<thead><tr><th scope=\"col\">exercise</th><th scope=\"col\">students</th><th scope=\"col\">alike</th></tr></thead>\n<tbody>\n");
        foreach (var (pair, i) in pairs.Select((pair, i) => (pair, i)))
            html.Append($"<tr><td>{Html.Encode(pair.First.Exercise)}</td><td><a href=\"#pair-{i}\">{Html.Encode(pair.First.Student)} and {Html.Encode(pair.Second.Student)}</a></td><td>{pair.Share * 100:0} %</td></tr>\n");
        html.Append("</tbody>\n</table>\n");
        foreach (var (pair, i) in pairs.Select((pair, i) => (pair, i)))
        {
            html.Append($"<section id=\"pair-{i}\">\n<h2>{Html.Encode(pair.First.Student)} and {Html.Encode(pair.Second.Student)}: {Html.Encode(pair.First.Exercise)}, {pair.Share * 100:0} %</h2>\n<div class=\"pair\">\n");
            Append(html, pair.First, pair.FirstLines);
            Append(html, pair.Second, pair.SecondLines);
            html.Append("</div>\n</section>\n");
        }
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, ComparedAnswers answers, IReadOnlySet<int> alike)
    {
        html.Append($"<div>\n<h3>{Html.Encode(answers.Student)}</h3>\n<pre class=\"code\" tabindex=\"0\"><code>");
        foreach (var (line, i) in answers.Code.Split('\n').Select((line, i) => (line, i)))
            html.Append(alike.Contains(i) ? $"<mark>{Html.Encode(line)}</mark>\n" : $"{Html.Encode(line)}\n");
        html.Append("</code></pre>\n</div>\n");
    }
}
