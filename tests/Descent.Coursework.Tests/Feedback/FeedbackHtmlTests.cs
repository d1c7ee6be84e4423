using System.Text.RegularExpressions;
using Descent.Browser;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Feedback;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Feedback;

public sealed class FeedbackHtmlTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateTimeOffset Due = new(2026, 11, 2, 17, 0, 0, TimeSpan.Zero);

    private static readonly CourseSettings Course = new()
    {
        Name = "Neural networks",
        Late = new LateRule { Policy = LatePolicy.PerDay },
        Exercises = new Dictionary<string, ExerciseSettings> { ["01-a"] = new() { Due = Due } },
    };

    private static readonly CheckMark Wrong = new("check", "twice 3", CheckStatus.Wrong, 0, 1, IsHidden: false) { Finding = "the value is not right", Expected = "6", Yours = "5", Cause = "x was not doubled", Hint = "think of 2 x" };

    [Fact]
    public void A_page_says_whose_it_is_and_how_many_points_there_are() =>
        Assert.Multiple(
            () => Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", Render(), StringComparison.Ordinal),
            () => Assert.Contains("<title>Tiny exercise: alice</title>", Render(), StringComparison.Ordinal),
            () => Assert.Contains("<p class=\"total\"><strong>3.25</strong> of 5.5 points</p>", Render(), StringComparison.Ordinal),
            () => Assert.Contains("<dt>by checks</dt><dd>2 of 3.5</dd>", Render(), StringComparison.Ordinal),
            () => Assert.Contains("<dt>handed in</dt><dd>2026-11-02 16:00 UTC, attempt 2</dd>", Render(), StringComparison.Ordinal));

    [Theory]
    [InlineData(-1, "2026-11-02 17:00 UTC<")]
    [InlineData(20, "2026-11-02 17:00 UTC: late, 90 % of 3.25 points count<")]
    public void A_page_says_what_being_late_costs(int hours, string due)
    {
        var report = Sample();

        Assert.Contains($"<dt>due</dt><dd>{due}", Render(report with { Entry = report.Entry with { Submitted = Due.AddHours(hours) } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Late_at_no_cost_is_said_too()
    {
        var report = Sample();
        var html = FeedbackHtml.Render(report with { Entry = report.Entry with { Submitted = Due.AddHours(1) } }, Course with { Late = new LateRule() });

        Assert.Contains("2026-11-02 17:00 UTC: late, at no cost<", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "1.25 of 2<")]
    [InlineData(1, "1.25 of 2; 1 answer is still to be marked<")]
    [InlineData(2, "1.25 of 2; 2 answers are still to be marked<")]
    public void A_page_says_what_is_still_to_be_marked(int unmarked, string text)
    {
        var report = Sample();

        Assert.Contains($"<dt>by hand</dt><dd>{text}", Render(report with { Entry = report.Entry with { Unmarked = unmarked } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_failed_says_what_was_found_and_what_to_think_about() =>
        Assert.Contains(
            "<th scope=\"row\">twice 3</th><td><span class=\"status\">wrong</span><p>the value is not right</p><p class=\"value\">expected <code>6</code></p><p class=\"value\">yours <code>5</code></p><p>Likely cause: x was not doubled</p><p>Hint: think of 2 x</p></td><td class=\"number\">0 of 1</td>",
            Render(Sample(Wrong)),
            StringComparison.Ordinal);

    [Fact]
    public void A_check_that_passed_says_no_more() =>
        Assert.Contains("<td><span class=\"status\">right</span></td><td class=\"number\">1 of 1</td>", Render(Sample(Wrong with { Status = CheckStatus.Passed, Points = 1 })), StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(CheckStatus.Passed), "right")]
    [InlineData(nameof(CheckStatus.Partial), "part")]
    [InlineData(nameof(CheckStatus.Threw), "wrong")]
    [InlineData(nameof(CheckStatus.NotAnswered), "wrong")]
    [InlineData(nameof(CheckStatus.TimedOut), "wrong")]
    [InlineData(nameof(CheckStatus.Crashed), "wrong")]
    [InlineData(nameof(CheckStatus.NotRun), "wrong")]
    [InlineData(nameof(CheckStatus.DoesNotCompile), "ungradable")]
    [InlineData(nameof(CheckStatus.Refused), "ungradable")]
    public void Wrong_and_not_gradable_look_different(string status, string kind) =>
        Assert.Contains($"<tr class=\"{kind}\">", Render(Sample(Wrong with { Status = Enum.Parse<CheckStatus>(status) })), StringComparison.Ordinal);

    [Fact]
    public void A_hidden_check_is_named_as_one() =>
        Assert.Contains("twice 17 <span class=\"hidden\">hidden</span>", Render(Sample(Wrong with { Name = "twice 17", IsHidden = true, Expected = null, Yours = null })), StringComparison.Ordinal);

    [Fact]
    public void Signs_of_tampering_are_not_for_the_student() => Assert.DoesNotContain("tampered", Render(Sample() with { Flags = ["tampered with"] }), StringComparison.Ordinal);

    [Fact]
    public void A_page_that_could_not_be_read_says_why()
    {
        var report = Sample();

        Assert.Contains("<p class=\"error\">The submission could not be read: no notebook</p>", Render(report with { Entry = report.Entry with { Problem = "no notebook" } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_has_no_script_and_lets_none_in()
    {
        var html = Render(HostileReport());

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_anybody_wrote_becomes_markup_and_no_request_leaves()
    {
        var (page, requests) = await PageInspection.OpenAsync(chromium, FeedbackHtml.Render(HostileReport(), Course with { Name = Hostile.Text }));

        Assert.Multiple(
            () => Assert.Empty(PageInspection.IntrudersAsync(page).GetAwaiter().GetResult()),
            () => Assert.Empty(requests));
        await page.CloseAsync();
    }

    /// <summary>The policy is the second line; the first must hold alone.</summary>
    [Fact]
    public async Task The_same_is_true_without_the_policy()
    {
        var html = Regex.Replace(FeedbackHtml.Render(HostileReport(), Course with { Name = Hostile.Text }), "<meta http-equiv=[^>]*>", "");

        var (page, requests) = await PageInspection.OpenAsync(chromium, html);

        Assert.Multiple(
            () => Assert.Empty(PageInspection.IntrudersAsync(page).GetAwaiter().GetResult()),
            () => Assert.Empty(requests));
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_was_written_is_still_there_to_be_read()
    {
        var (page, _) = await PageInspection.OpenAsync(chromium, Render(HostileReport()));

        var text = await page.Locator("pre.code").First.TextContentAsync();

        Assert.Equal(Hostile.Text, text);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_page_has_no_serious_fault_of_accessibility()
    {
        var (page, _) = await PageInspection.OpenAsync(chromium, Render(Sample([.. Enum.GetValues<CheckStatus>().Select((status, i) => Wrong with { Name = $"check {i}", Status = status, IsHidden = i % 2 == 1 })])));
        await Pages.KeepAsync("feedback", await page.ScreenshotAsync(new Microsoft.Playwright.PageScreenshotOptions { FullPage = true }));

        Assert.Empty(await PageInspection.FaultsAsync(page));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_page_fits_a_telephone()
    {
        var (page, _) = await PageInspection.OpenAsync(chromium, Render(Sample(Wrong with { Name = new string('n', 300), Finding = new string('f', 300) })));
        await page.SetViewportSizeAsync(360, 700);

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await page.CloseAsync();
    }

    private static SubmissionReport HostileReport()
    {
        var check = new CheckMark(Hostile.Text, Hostile.Text, CheckStatus.Wrong, 0, 1, IsHidden: true) { Finding = Hostile.Text, Expected = Hostile.Text, Yours = Hostile.Text, Cause = Hostile.Text, Hint = Hostile.Text };
        ReportPart Part(CellRole role, bool isCode) => new(Hostile.Text, role, isCode, 2)
        {
            Section = Hostile.Text + role,
            Source = isCode ? Hostile.Text : Hostile.Markdown,
            Failure = Hostile.Text,
            Comment = Hostile.Markdown,
            Checks = role == CellRole.Checks ? [check] : [],
            Given = 1,
        };
        var entry = Sample().Entry with { Student = Hostile.Text, Exercise = Hostile.Text, Problem = Hostile.Text, Sandbox = Hostile.Text };
        return new SubmissionReport(entry, Hostile.Text, [Part(CellRole.Answer, isCode: true), Part(CellRole.Question, isCode: false), Part(CellRole.Checks, isCode: true)], [Hostile.Text, Hostile.Markdown], [Hostile.Text]);
    }

    private static SubmissionReport Sample(params CheckMark[] checks) => new(
        new GradebookEntry
        {
            Student = "alice",
            Exercise = "01-a",
            Attempt = 2,
            Submitted = Due.AddHours(-1),
            Graded = Due,
            Sandbox = "bwrap",
            Automatic = 2,
            AutomaticMaximum = 3.5,
            Manual = 1.25,
            ManualMaximum = 2,
            Unmarked = 0,
            Flags = 1,
        },
        "Tiny exercise",
        [
            new ReportPart("twice", CellRole.Answer, IsCode: true, 0) { Section = "Twice", Source = "int Twice(int x)\n{\n    return 2 * x; // \"two\"\n}", Failure = "does not compile: ; expected" },
            new ReportPart("check-twice", CellRole.Checks, IsCode: true, 2) { Section = "Twice", Checks = checks, Given = 1.5, Comment = "See [the notes](https://tu.example/notes)." },
            new ReportPart("thrice", CellRole.Answer, IsCode: true, 0) { Section = "Thrice" },
            new ReportPart("why", CellRole.Question, IsCode: false, 2) { Section = "Thrice", Source = "Because *addition* commutes:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", Given = 1.25 },
            new ReportPart("why-not", CellRole.Question, IsCode: false, 2) { Section = "Thrice", Source = "", IsEmpty = true },
        ],
        ["cell 3 was added"],
        ["a flag"]);

    private static string Render(SubmissionReport? report = null) => FeedbackHtml.Render(report ?? Sample(Wrong), Course);
}
