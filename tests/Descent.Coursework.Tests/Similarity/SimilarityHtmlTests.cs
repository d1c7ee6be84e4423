using System.Text.RegularExpressions;
using Descent.Browser;
using Descent.Coursework.Similarity;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Similarity;

public sealed class SimilarityHtmlTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly SimilarPair Pair = new(new("alice", "01-a", "same();\nother();\nsame();"), new("bob", "01-a", "first();\nsame();"), 0.666, new HashSet<int> { 0, 2 }, new HashSet<int> { 1 });

    [Fact]
    public void A_page_lists_pairs_with_what_they_share()
    {
        var html = SimilarityHtml.Render([Pair], 0.5);

        Assert.Contains("<tr><td>01-a</td><td><a href=\"#pair-0\">alice and bob</a></td><td>67 %</td></tr>", html, StringComparison.Ordinal);
        Assert.Contains("at least 50 %", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_are_alike_are_marked_and_no_others()
    {
        var html = SimilarityHtml.Render([Pair], 0.5);

        Assert.Contains("<mark>same();</mark>\nother();\n<mark>same();</mark>\n", html, StringComparison.Ordinal);
        Assert.Contains("first();\n<mark>same();</mark>\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_pairs_the_page_says_so() => Assert.Contains("<p>There are none.</p>", SimilarityHtml.Render([], 0.5), StringComparison.Ordinal);

    [Fact]
    public void A_page_has_no_script_and_lets_none_in()
    {
        var html = SimilarityHtml.Render([HostilePair()], 0.5);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_anybody_wrote_becomes_markup_and_no_request_leaves()
    {
        var html = Regex.Replace(SimilarityHtml.Render([HostilePair()], 0.5), "<meta http-equiv=[^>]*>", "");

        var (page, requests) = await PageInspection.OpenAsync(chromium, html);

        Assert.Multiple(
            () => Assert.Empty(PageInspection.IntrudersAsync(page).GetAwaiter().GetResult()),
            () => Assert.Empty(requests));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_page_has_no_serious_fault_of_accessibility()
    {
        var (page, _) = await PageInspection.OpenAsync(chromium, SimilarityHtml.Render([Pair, Pair with { Share = 0.5 }], 0.5));

        Assert.Empty(await PageInspection.FaultsAsync(page));
        await page.CloseAsync();
    }

    private static SimilarPair HostilePair()
    {
        var answers = new ComparedAnswers(Hostile.Text, Hostile.Text, Hostile.Text + "\n" + Hostile.Text);
        return new SimilarPair(answers, answers, 1, new HashSet<int> { 0, 1, 2, 3, 4, 5 }, new HashSet<int>());
    }
}
