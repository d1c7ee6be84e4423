using Descent.Browser;
using Microsoft.Playwright;

namespace Descent.Coursework.Tests.Samples;

/// <summary>What a browser makes of a page that must be harmless.</summary>
internal static class PageInspection
{
    private static readonly string Axe = Path.Combine(CourseRepository.Root, "node_modules", "axe-core", "axe.min.js");

    /// <summary>Opens a page from a file.</summary>
    public static async Task<(IPage Page, List<string> Requests)> OpenAsync(Chromium chromium, string html)
    {
        var page = await chromium.OpenAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            requests.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        var file = Path.Combine(Path.GetTempPath(), $"descent-page-{Guid.NewGuid():N}.html");
        try
        {
            await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
            await page.GotoAsync(new Uri(file).AbsoluteUri);
        }
        finally
        {
            File.Delete(file);
        }
        requests.Remove(new Uri(file).AbsoluteUri);
        return (page, requests);
    }

    /// <summary>What is in the page that only markup of somebody else could bring: elements, attributes and links; empty when all is well.</summary>
    public static Task<string[]> IntrudersAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const known = new Set(('HTML HEAD META TITLE STYLE BODY HEADER MAIN SECTION H1 H2 H3 H4 H5 H6 P DIV SPAN STRONG EM DEL SUB SUP INS MARK CODE PRE A UL OL LI DL DT DD TABLE THEAD TBODY TR TH TD '
            + 'METER DETAILS SUMMARY BLOCKQUOTE HR BR INPUT').split(' '));
          const found = [];
          if (window.hit) found.push('a script ran');
          for (const element of document.querySelectorAll('*')) {
            if (!known.has(element.tagName)) found.push(`<${element.tagName}>`);
            if (element.tagName === 'INPUT' && !(element.type === 'checkbox' && element.disabled)) found.push('an input field');
            for (const { name, value } of element.attributes) {
              if (/^(on|src|srcset|action|formaction|data-|style$|http-equiv$)/.test(name) && !(element.tagName === 'META' && name === 'http-equiv' && value === 'Content-Security-Policy')
                && !(name === 'style' && /^text-align: *(left|right|center);?$/.test(value))) found.push(`${element.tagName} ${name}="${value}"`);
              if (name === 'href' && value !== '' && !/^(https?:|mailto:|#)/.test(value)) found.push(`link to ${value}`);
            }
          }
          return found;
        }
        """);

    /// <summary>What axe calls serious or critical, in light and dark.</summary>
    public static async Task<List<string>> FaultsAsync(IPage page)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe is not there: run `npm ci`");
        List<string> faults = [];
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            // The page lets no script in, so axe comes over the browser's own wire.
            await page.EvaluateAsync("source => { if (!window.axe) (0, eval)(source); }", await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
            faults.AddRange(await page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations
                  .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                  .flatMap(fault => fault.nodes.slice(0, 3).map(node => `${fault.id}: ${node.target} ${node.html.slice(0, 160)}`))
                """));
        }
        return faults;
    }
}
