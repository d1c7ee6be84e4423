using System.Globalization;
using System.Text;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Rendering;

namespace Descent.Coursework.Feedback;

/// <summary>
/// What a student gets back, as one page that needs nothing else: answers, checks with points and hints, comments, the total. It holds no
/// script, no code of hidden checks, and nothing of anybody else; text that students wrote cannot become markup.
/// </summary>
public static class FeedbackHtml
{
    // Should a mark of markup ever slip through, the browser still runs no script and fetches nothing.
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

    /// <summary>Renders a page.</summary>
    /// <param name="report">What the gradebook knows.</param>
    /// <param name="course">The course's name, due times and rules.</param>
    /// <returns>HTML.</returns>
    public static string Render(SubmissionReport report, CourseSettings course)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(course);
        var entry = report.Entry;
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Append($"<title>{Html.Encode(report.Title)}: {Html.Encode(entry.Student)}</title>\n<style>\n{PageFiles.Read("page.css")}{EmbeddedText.Read("feedback.css")}</style>\n</head>\n<body>\n");
        html.Append($"<header class=\"page\"><span>{Html.Encode(course.Name)}</span><span>{Html.Encode(entry.Student)}</span></header>\n<main>\n<h1>{Html.Encode(report.Title)}</h1>\n");
        AppendSummary(html, report, course);
        var section = "";
        foreach (var part in report.Parts)
        {
            if (part.Section != section)
                html.Append($"<h2>{Html.Encode(section = part.Section)}</h2>\n");
            AppendPart(html, part);
        }
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendSummary(StringBuilder html, SubmissionReport report, CourseSettings course)
    {
        var entry = report.Entry;
        var total = entry.Total(course);
        html.Append($"<section class=\"summary\" aria-label=\"Result\">\n<p class=\"total\"><strong>{Points(total)}</strong> of {Points(entry.Maximum)} points</p>\n");
        if (entry.Maximum > 0)
            html.Append($"<meter min=\"0\" max=\"{Invariant(entry.Maximum)}\" value=\"{Invariant(Math.Min(total, entry.Maximum))}\">{Points(total)} of {Points(entry.Maximum)}</meter>\n");
        html.Append("<dl>\n");
        Entry(html, "by checks", $"{Points(entry.Automatic)} of {Points(entry.AutomaticMaximum)}");
        if (entry.ManualMaximum > 0)
            Entry(html, "by hand", entry.Unmarked > 0 ? $"{Points(entry.Manual)} of {Points(entry.ManualMaximum)}; {entry.Unmarked} {(entry.Unmarked == 1 ? "answer is" : "answers are")} still to be marked" : $"{Points(entry.Manual)} of {Points(entry.ManualMaximum)}");
        Entry(html, "handed in", $"{entry.Submitted.UtcDateTime:yyyy-MM-dd HH:mm} UTC, attempt {entry.Attempt}");
        if (course.Due(entry.Student, entry.Exercise) is { } due)
        {
            var factor = course.LateFactor(entry.Student, entry.Exercise, entry.Submitted);
            Entry(html, "due", $"{due.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(factor < 1 ? $": late, {factor * 100:0.#} % of {Points(entry.Automatic + entry.Manual)} points count" : entry.Submitted > due ? ": late, at no cost" : "")}");
        }
        html.Append("</dl>\n");
        if (entry.Problem is { } problem)
            html.Append($"<p class=\"error\">The submission could not be read: {Html.Encode(problem)}</p>\n");
        if (report.Warnings.Count > 0)
        {
            html.Append("<details><summary>What was odd about the file</summary>\n<ul>\n");
            foreach (var warning in report.Warnings)
                html.Append($"<li>{Html.Encode(warning)}</li>\n");
            html.Append("</ul>\n</details>\n");
        }
        html.Append("</section>\n");
    }

    private static void AppendPart(StringBuilder html, ReportPart part)
    {
        html.Append($"<section class=\"part\" aria-label=\"{Html.Encode(part.Cell)}\">\n<h3><code>{Html.Encode(part.Cell)}</code>");
        if (part.Maximum > 0)
            html.Append($" <span class=\"points\">{(part.Points is { } points ? Points(points) : "not marked yet,")} of {Points(part.Maximum)}</span>");
        html.Append("</h3>\n");
        if (part.Role is CellRole.Answer or CellRole.Question)
            AppendAnswer(html, part);
        if (part.Checks.Count > 0)
            AppendChecks(html, part.Checks);
        if (part.Given is { } given && part.Role == CellRole.Checks)
            html.Append($"<p class=\"note\">An instructor set the points of this part to {Points(given)}.</p>\n");
        if (part.Comment is { } comment)
            html.Append($"<div class=\"comment\"><p>Comment</p>\n{new MarkdownHtml(isTrusted: false).Render(comment)}</div>\n");
        html.Append("</section>\n");
    }

    private static void AppendAnswer(StringBuilder html, ReportPart part)
    {
        if (part.Source is null)
        {
            html.Append("<p class=\"note\">The submission has no such cell.</p>\n");
            return;
        }
        if (part.IsEmpty)
            html.Append("<p class=\"note\">No answer.</p>\n");
        else if (part.IsCode)
            html.Append($"<pre class=\"code\" tabindex=\"0\"><code>{CSharpHighlighter.ToHtml(LineEnds.ToNewline(part.Source))}</code></pre>\n");
        else
            html.Append($"<div class=\"cell markdown\">\n{new MarkdownHtml(isTrusted: false).Render(part.Source)}</div>\n");
        if (part.Failure is { } failure && !part.IsEmpty)
            html.Append($"<p class=\"error\">This cell {Html.Encode(failure)}</p>\n");
    }

    private static void AppendChecks(StringBuilder html, IReadOnlyList<CheckMark> checks)
    {
        html.Append("<table class=\"checks\">\n<thead><tr><th scope=\"col\">check</th><th scope=\"col\">result</th><th scope=\"col\">points</th></tr></thead>\n<tbody>\n");
        foreach (var check in checks)
        {
            var kind = check.Status switch
            {
                CheckStatus.Passed => "right",
                CheckStatus.Partial => "part",
                _ when !check.IsGradable => "ungradable",
                _ => "wrong",
            };
            html.Append($"<tr class=\"{kind}\"><th scope=\"row\">{Html.Encode(check.Name)}{(check.IsHidden ? " <span class=\"hidden\">hidden</span>" : "")}</th><td><span class=\"status\">{Word(check.Status)}</span>");
            if (check.Status != CheckStatus.Passed)
            {
                html.Append($"<p>{Html.Encode(check.Finding)}</p>");
                if (check.Expected is { } expected)
                    html.Append($"<p class=\"value\">expected <code>{Html.Encode(expected)}</code></p>");
                if (check.Yours is { } yours)
                    html.Append($"<p class=\"value\">yours <code>{Html.Encode(yours)}</code></p>");
                if (check.Cause is { } cause)
                    html.Append($"<p>Likely cause: {Html.Encode(cause)}</p>");
                if (check.Hint is { } hint)
                    html.Append($"<p>Hint: {Html.Encode(hint)}</p>");
            }
            html.Append($"</td><td class=\"number\">{Points(check.Points)} of {Points(check.Maximum)}</td></tr>\n");
        }
        html.Append("</tbody>\n</table>\n");
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "right",
        CheckStatus.Partial => "partly right",
        CheckStatus.Wrong => "wrong",
        CheckStatus.Threw => "an exception",
        CheckStatus.NotAnswered => "no answer yet",
        CheckStatus.DoesNotCompile => "not gradable: does not compile",
        CheckStatus.TimedOut => "took too long",
        CheckStatus.Crashed => "ended the program",
        CheckStatus.NotRun => "could not run",
        _ => "not gradable: not accepted",
    };

    private static void Entry(StringBuilder html, string name, string value) => html.Append($"<dt>{name}</dt><dd>{Html.Encode(value)}</dd>\n");

    private static string Points(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Invariant(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
