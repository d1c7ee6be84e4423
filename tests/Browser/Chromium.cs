using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Descent.Browser;

/// <summary>One browser for all tests that look at pages; tests are skipped, with the reason, where there is none.</summary>
public sealed partial class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Executable { get; } =
        Environment.GetEnvironmentVariable("DESCENT_CHROMIUM") is { Length: > 0 } chosen ? chosen : Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-default-apps", "--disable-sync", "--no-first-run", "--no-pings",

                // Surfaces need WebGL, which software can draw.
                "--use-angle=swiftshader", "--enable-unsafe-swiftshader",

                // While somebody watches, scripts are asked for places in their source; to find them late means to parse plotly.js once more.
                "--js-flags=--no-enable-lazy-source-positions",
            ],
        });
    }

    /// <summary>A page that can reach files only, so that a test means the same with and without a network.</summary>
    public async Task<IPage> OpenAsync(bool scripts = true)
    {
        Assert.SkipWhen(browser is null, "no Chromium found: set DESCENT_CHROMIUM to its path");
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = 1040, Height = 760 },
        });
        // An expression, not a function: the browser's side then lets files pass without asking here.
        await page.RouteAsync(NotAFile(), route => route.AbortAsync());
        return page;
    }

    [GeneratedRegex("^(?!file:)")]
    private static partial Regex NotAFile();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
