using System.Text.RegularExpressions;
using Descent.Browser;
using Microsoft.Playwright;

namespace Descent.Cli.Tests.Site;

/// <summary>The course's site in a real browser, from the file system and without a network.</summary>
public sealed partial class CourseSiteTests(CourseSite site, Chromium chromium) : IClassFixture<CourseSite>, IClassFixture<Chromium>
{
    // Twenty figures, drawn without a GPU on a machine that is doing other things.
    private const int Patience = 240_000;

    public static TheoryData<string> Notebooks => [.. Repository.Notebooks];

    /// <summary>Moves the slider of every animation; gives the names of those that stay as they are.</summary>
    private const string MoveSliders =
        """
        async () => {
          const still = [];
          for (const place of document.querySelectorAll('[data-descent-figure]')) {
            const slider = place._fullLayout.sliders?.[0];
            if (!slider) continue;
            const shown = () => JSON.stringify(place.data) + place.querySelector('.gtitle')?.textContent;
            const before = shown();
            const touch = place.querySelector('.slider-rail-touch-rect');
            touch.parentNode.parentNode.scrollIntoView();
            const rail = touch.getBoundingClientRect();
            const to = slider.active > slider.steps.length / 2 ? 0.02 : 0.98;
            const at = { bubbles: true, clientX: rail.left + to * rail.width, clientY: rail.top + rail.height / 2 };
            touch.dispatchEvent(new MouseEvent('mousedown', at));
            document.dispatchEvent(new MouseEvent('mouseup', at));
            for (let wait = 0; wait < 100 && shown() === before; wait++) await new Promise(resolve => setTimeout(resolve, 100));
            if (shown() === before) still.push(place.closest('figure').getAttribute('aria-label'));
          }
          return still;
        }
        """;

    private static readonly string[] LocalSchemes = ["file:", "data:", "blob:"];

    [Fact]
    public void Every_notebook_passes_and_has_a_page()
    {
        Assert.Equal($"{Repository.Notebooks.Count} passed, 0 failed", site.Result.LastLine);
        Assert.Equal(0, site.Result.ExitCode);
        Assert.Equal(["index.html", .. Repository.Notebooks.Select(name => name + ".html")], site.Pages.Order(StringComparer.Ordinal).OrderByDescending(page => page == "index.html"));
    }

    /// <summary>One test a page, as drawing a page's figures is what takes the time.</summary>
    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task A_page_draws_all_it_has_moves_its_animations_and_can_be_used_by_everyone(string name)
    {
        NeedsPackages();
        var page = await chromium.OpenAsync();
        var errors = Pages.ErrorsOf(page);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!LocalSchemes.Any(scheme => request.Url.StartsWith(scheme, StringComparison.Ordinal)))
                elsewhere.Add(request.Url);
        };
        await page.GotoAsync(site.Address(name + ".html"), new PageGotoOptions { Timeout = Patience });
        await page.WaitForFunctionAsync(Pages.Drawn, null, new PageWaitForFunctionOptions { Timeout = Patience });
        var figures = await page.Locator("figure.descent-figure").CountAsync();
        var formulasAsSource = await page.Locator(".math:not(.drawn), .katex-error").CountAsync();
        var blank = await BlankFiguresAsync(page, name);
        var still = await page.EvaluateAsync<string[]>(MoveSliders);
        var faults = await FaultsAsync(page, ColorScheme.Light);
        var darkFaults = await FaultsAsync(page, ColorScheme.Dark, "color-contrast");

        Assert.Multiple(
            () => Assert.NotEqual(0, figures),
            () => Assert.Empty(blank),
            () => Assert.Equal(0, formulasAsSource),
            () => Assert.Empty(still),
            () => Assert.Empty(faults),
            () => Assert.Empty(darkFaults),
            () => Assert.Empty(errors),
            () => Assert.Empty(elsewhere));
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_contents_have_no_serious_fault_of_accessibility()
    {
        NeedsPackages();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        Assert.Empty(await FaultsAsync(page, ColorScheme.Light));
        Assert.Empty(await FaultsAsync(page, ColorScheme.Dark));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Keys_walk_through_the_course_and_back_to_its_contents()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        foreach (var name in Repository.Notebooks.Take(3))
            await GoAsync("n", name);
        await GoAsync("p", Repository.Notebooks[1]);
        await GoAsync("c", "index");
        await page.CloseAsync();

        async Task GoAsync(string key, string name)
        {
            // Now and then a navigation that a page begins right after it was loaded never ends in this browser, until another one begins: then
            // the key is given again, unless the page has gone meanwhile.
            const int Attempts = 12;
            var from = page.Url;
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await page.EvaluateAsync(
                        "([from, key]) => { if (location.href === from) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); }", new[] { from, key });
                    await page.WaitForURLAsync(site.Address(name + ".html"), new PageWaitForURLOptions { Timeout = Patience / Attempts, WaitUntil = Navigated.WaitUntil });
                    return;
                }
                catch (Exception error) when (error is TimeoutException or PlaywrightException && attempt < Attempts)
                {
                }
            }
        }
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        await page.Keyboard.PressAsync("?");
        await page.Locator("#keys-on").UncheckAsync();
        await page.Locator("dialog button").ClickAsync();
        await page.Keyboard.PressAsync("d");
        Assert.Null(await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Search_finds_a_section_and_Enter_goes_there()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("Hebb's rule");
        await page.Locator("#found a").First.WaitForAsync();
        await Pages.KeepAsync("search", await page.ScreenshotAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("A", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Locator("#search").PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("01-neurons-and-perceptrons.html#.*hebb"), new PageAssertionsToHaveURLOptions { Timeout = Navigated.Timeout });
        await page.CloseAsync();
    }

    [Fact]
    public async Task Search_says_when_there_is_nothing()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        await page.Locator("#search").FillAsync("zebrafinch");
        await Assertions.Expect(page.Locator("#found-count")).ToHaveTextAsync("nothing found");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#found").IsVisibleAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_chosen_theme_holds_on_the_next_page()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address("index.html"));
        const string background = "getComputedStyle(document.body).backgroundColor";
        var light = await page.EvaluateAsync<string>(background);
        await page.Locator("#theme").ClickAsync();
        Assert.NotEqual(light, await page.EvaluateAsync<string>(background));
        await page.GotoAsync(site.Address(Repository.Notebooks[0] + ".html"));
        Assert.NotEqual(light, await page.EvaluateAsync<string>(background));
        await Pages.KeepAsync("dark", await page.ScreenshotAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task Code_can_be_hidden()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(site.Address(Repository.Notebooks[0] + ".html"));
        var code = page.Locator("pre.code").First;
        Assert.True(await code.IsVisibleAsync());
        await page.Keyboard.PressAsync("h");
        Assert.False(await code.IsVisibleAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task Contents_and_a_notebook_are_read_without_scripts()
    {
        var page = await chromium.OpenAsync(scripts: false);
        await page.GotoAsync(site.Address("index.html"));
        Assert.False(await page.Locator("#search").IsVisibleAsync());
        await page.Locator(".lessons a").First.ClickAsync();
        await page.WaitForURLAsync(site.Address(Repository.Notebooks[0] + ".html"), Navigated);
        Assert.True(await page.Locator("h1").IsVisibleAsync());
        await page.CloseAsync();
    }

    [Fact]
    public void No_link_within_the_site_leads_nowhere()
    {
        var ids = site.Pages.ToDictionary(page => page, page => Ids().Matches(site.Read(page)).Select(match => match.Groups[1].Value).ToHashSet());
        var dead = new List<string>();
        foreach (var page in site.Pages)
        {
            foreach (Match match in Links().Matches(site.Read(page)))
            {
                var link = match.Groups[1].Value;
                if (link.Contains(':', StringComparison.Ordinal))
                    continue;
                var (file, fragment) = link.Split('#') is [var before, var after] ? (before, Uri.UnescapeDataString(after)) : (link, "");
                var target = file.Length > 0 ? file : page;
                if (!File.Exists(Path.Combine(site.Folder, target)) || (fragment.Length > 0 && !ids[target].Contains(fragment)))
                    dead.Add($"{page}: {link}");
            }
        }
        Assert.Empty(dead);
    }

    [Fact]
    public void Pages_know_nothing_of_the_machine_that_made_them() =>
        Assert.All(site.Pages, page => Assert.DoesNotContain("file:///", site.Read(page), StringComparison.Ordinal));

    private static PageWaitForURLOptions Navigated => new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = Patience };

    [GeneratedRegex("<(?:a|link)\\s[^>]*href=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Ids();

    /// <summary>The figures of a page on which next to nothing is drawn.</summary>
    private static async Task<List<string>> BlankFiguresAsync(IPage page, string name)
    {
        var blank = new List<string>();
        var browser = await page.Context.NewCDPSessionAsync(page);
        var figures = await page.Locator("figure.descent-figure").AllAsync();
        for (var i = 0; i < figures.Count; i++)
        {
            var bytes = await Pages.PictureAsync(browser, figures[i].Locator("[data-descent-figure], svg").First, Patience);
            await Pages.KeepAsync($"{name}-{i + 1:00}", bytes);
            if (await Pages.InkAsync(page, bytes) < 0.002)
                blank.Add($"figure {i + 1}: {await figures[i].GetAttributeAsync("aria-label")}");
        }
        return blank;
    }

    /// <summary>
    /// What axe calls serious or critical, by all rules or by some. By some it spares what takes the theme's colours from around it
    /// or none of them: formulas and drawings, most of a page's elements. They are taken out of the page, as axe looks even at what
    /// it is told to leave out.
    /// </summary>
    private static async Task<string[]> FaultsAsync(IPage page, ColorScheme scheme, params string[] rules)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Axe });
        return await page.EvaluateAsync<string[]>(
            """
            async rules => {
              if (rules.length > 0) document.querySelectorAll('.katex, [data-descent-figure], svg').forEach(spared => spared.remove());
              const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, ...(rules.length > 0 ? { runOnly: rules } : {}) });
              return violations
                .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                .flatMap(fault => fault.nodes.slice(0, 3).map(node => `${fault.id}: ${node.target} ${node.html.slice(0, 160)}`));
            }
            """,
            rules);
    }

    private static string Axe => Repository.PathOf("node_modules", "axe-core", "axe.min.js");

    private void NeedsPackages() =>
        Assert.SkipUnless(site.HasPackages && File.Exists(Axe), "plotly.js, KaTeX and axe are not there: run `npm ci`, then build");
}
