using Descent.Browser;

namespace Descent.Coursework.Tests.Samples;

/// <summary>That the inspection of pages finds what it looks for.</summary>
public sealed class PageInspectionTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("<script>window.hit = 1</script>", "a script ran")]
    [InlineData("<img alt=\"\">", "<IMG>")]
    [InlineData("<p onclick=\"x()\">a</p>", "P onclick=\"x()\"")]
    [InlineData("<a href=\"javascript:x()\">a</a>", "link to javascript:x()")]
    [InlineData("<input type=\"text\">", "an input field")]
    [InlineData("<p style=\"position: fixed\">a</p>", "P style=\"position: fixed\"")]
    public async Task Markup_that_should_not_be_there_is_found(string html, string found)
    {
        var (page, _) = await PageInspection.OpenAsync(chromium, "<!DOCTYPE html><title>x</title>" + html);

        Assert.Contains(found, await PageInspection.IntrudersAsync(page));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Requests_that_leave_the_page_are_found()
    {
        var (page, requests) = await PageInspection.OpenAsync(chromium, "<!DOCTYPE html><title>x</title><link rel=\"stylesheet\" href=\"http://evil.example/x.css\">");

        Assert.Contains("http://evil.example/x.css", requests);
        await page.CloseAsync();
    }
}
