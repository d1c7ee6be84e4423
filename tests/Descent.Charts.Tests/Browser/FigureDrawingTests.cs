using Descent.Browser;
using Descent.Charts.Rendering;
using Microsoft.Playwright;

namespace Descent.Charts.Tests.Browser;

public sealed class FigureDrawingTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_figure_draws_without_an_error(string kind)
    {
        NeedsPlotly();
        var figure = Gallery.Figures[kind]();
        var page = await chromium.OpenAsync();
        var errors = Pages.ErrorsOf(page);

        await ShowAsync(page, figure.ToHtml());
        await page.WaitForFunctionAsync(Pages.Drawn);

        var picture = page.Locator("[data-descent-figure]");
        var bytes = await picture.ScreenshotAsync();
        await Pages.KeepAsync(kind, bytes);

        Assert.True(await Pages.InkAsync(page, bytes) > 0.004, "the picture is all but blank");
        Assert.False(await page.EvaluateAsync<bool>("document.querySelector('details').open"));
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    public static TheoryData<string> Diagrams => [.. DiagramGallery.Diagrams.Keys];

    [Theory]
    [MemberData(nameof(Diagrams))]
    public async Task Every_diagram_is_seen_without_scripts(string kind)
    {
        var page = await chromium.OpenAsync(scripts: false);
        await ShowAsync(page, DiagramGallery.Diagrams[kind]().ToHtml());
        var bytes = await page.Locator("figure").ScreenshotAsync();
        await Pages.KeepAsync(kind, bytes);
        Assert.True(await page.Locator("svg text").First.IsVisibleAsync());
        Assert.Equal(await page.Locator("svg").CountAsync(), await page.Locator("svg > title").CountAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_slider_moves_the_animation()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        await ShowAsync(page, Gallery.Figures["animation"]().ToHtml());
        await page.WaitForFunctionAsync(Pages.Drawn);
        const string moving = "() => document.querySelector('[data-descent-figure]').data[1].x[0]";
        Assert.Equal(2.4, await page.EvaluateAsync<double>(moving), 6);

        await page.Locator(".slider-rail-touch-rect").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('[data-descent-figure]').data[1].x[0] < 1.5");
        await page.WaitForFunctionAsync("() => document.querySelector('.gtitle').textContent !== 'After 1 steps'");

        await page.Locator(".updatemenu-button").First.ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('[data-descent-figure]').data[1].x[0] < 0.3");
        await page.CloseAsync();
    }

    [Fact]
    public async Task No_button_sends_the_data_away()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        await ShowAsync(page, Gallery.Figures["line"]().ToHtml());
        await page.WaitForFunctionAsync(Pages.Drawn);
        var buttons = await page.Locator(".modebar-btn").EvaluateAllAsync<string[]>("buttons => buttons.map(button => button.dataset.title)");
        Assert.Contains("Download plot as a PNG", buttons);
        Assert.DoesNotContain(buttons, button => button.Contains("hare", StringComparison.Ordinal) || button.Contains("loud", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Text_that_looks_like_markup_is_drawn_as_text()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        var errors = Pages.ErrorsOf(page);
        await ShowAsync(page, Chart.Line([1, 2], name: "<b>bold</b>").AddLine([2, 1], name: "b").WithTitle("<script>alert(1)</script> a < b & c").ToHtml());
        await page.WaitForFunctionAsync(Pages.Drawn);
        Assert.Equal("<script>alert(1)</script> a < b & c", await page.Locator(".gtitle").TextContentAsync());
        Assert.Equal("<b>bold</b>", await page.Locator(".legendtext").First.TextContentAsync());
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_plotly_the_title_and_the_data_are_seen(bool scripts)
    {
        var page = await chromium.OpenAsync(scripts);
        var pageErrors = new List<string>();
        page.PageError += (_, error) => pageErrors.Add(error);

        await ShowAsync(page, FigureHtml.Of(Gallery.Figures["line"](), localScript: null));
        if (scripts)
            await page.WaitForFunctionAsync("() => window.descentPlotly === null");

        Assert.True(await page.GetByText("Loss of a small network on Iris").IsVisibleAsync());
        Assert.True(await page.GetByText("A line “training” of 60 points").IsVisibleAsync());
        Assert.True(await page.Locator("th", new PageLocatorOptions { HasTextString = "validation" }).IsVisibleAsync());
        Assert.True(await page.GetByText("Both fall together at first").IsVisibleAsync());
        await Pages.KeepAsync($"fallback {scripts}", await page.ScreenshotAsync());
        Assert.Empty(pageErrors);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Many_figures_load_the_script_once_and_two_copies_of_one_are_both_drawn()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        var line = Gallery.Figures["line"]().ToHtml();
        await ShowAsync(page, line + Gallery.Figures["bar"]().ToHtml() + line);
        await page.WaitForFunctionAsync(Pages.Drawn);
        Assert.Equal(1, await page.Locator("head script[src]").CountAsync());
        Assert.Equal(3, await page.Locator(".main-svg").First.EvaluateAsync<int>("() => document.querySelectorAll('[data-drawn] .plot-container').length"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_figure_whose_place_is_gone_does_not_throw()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        var errors = Pages.ErrorsOf(page);
        await ShowAsync(page, Gallery.Figures["line"]().ToHtml() + "<script>document.querySelector('figure').remove();</script>");
        await page.WaitForFunctionAsync("() => window.Plotly");
        await page.EvaluateAsync("() => window.descentPlotly");
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_front_end_that_inserts_HTML_and_runs_its_scripts_sees_the_figure_beside_RequireJS()
    {
        NeedsPlotly();
        var page = await chromium.OpenAsync();
        var errors = Pages.ErrorsOf(page);
        await ShowAsync(page, "<div id=\"output\"></div>");
        await page.EvaluateAsync("() => { window.define = function () { throw new Error('captured'); }; window.define.amd = {}; }");
        await page.EvaluateAsync(
            """
            html => {
              const output = document.getElementById('output');
              output.innerHTML = html;
              for (const old of output.querySelectorAll('script')) {
                const script = document.createElement('script');
                script.textContent = old.textContent;
                old.replaceWith(script);
              }
            }
            """,
            Gallery.Figures["line"]().ToHtml());
        await page.WaitForFunctionAsync("() => document.querySelector('[data-drawn] .main-svg')");
        Assert.Empty(errors);
        await page.CloseAsync();
    }

    private static void NeedsPlotly() =>
        Assert.SkipWhen(PlotlyScript.LocalFile is null, "plotly.min.js is not there: run `npm ci`, then build");

    private static async Task ShowAsync(IPage page, string body)
    {
        var file = Path.Combine(Path.GetTempPath(), $"descent-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head><body>{body}</body></html>", TestContext.Current.CancellationToken);
        try
        {
            await page.GotoAsync(new Uri(file).AbsoluteUri);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
