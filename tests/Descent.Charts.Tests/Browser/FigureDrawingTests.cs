using Descent.Charts.Rendering;
using Microsoft.Playwright;

namespace Descent.Charts.Tests.Browser;

public sealed class FigureDrawingTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Drawn = "() => [...document.querySelectorAll('[data-descent-figure]')].every(place => place.querySelector('.main-svg, canvas') && place._fullLayout)";

    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_figure_draws_without_an_error(string kind)
    {
        NeedsPlotly();
        var figure = Gallery.Figures[kind]();
        var page = await chromium.OpenAsync();
        var errors = Errors(page);

        await ShowAsync(page, figure.ToHtml());
        await page.WaitForFunctionAsync(Drawn);

        var picture = page.Locator("[data-descent-figure]");
        var bytes = await picture.ScreenshotAsync();
        await KeepAsync(kind, bytes);

        Assert.True(await InkAsync(page, bytes) > 0.004, "the picture is all but blank");
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
        await KeepAsync(kind, bytes);
        Assert.True(await page.Locator("svg text").First.IsVisibleAsync());
        Assert.True(await page.Locator("svg > title").CountAsync() == 1);
        await page.CloseAsync();
    }

    private static async Task KeepAsync(string kind, byte[] png)
    {
        if (Environment.GetEnvironmentVariable("DESCENT_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, kind.Replace(' ', '-') + ".png"), png, TestContext.Current.CancellationToken);
    }

    private static void NeedsPlotly() =>
        Assert.SkipWhen(PlotlyScript.LocalFile is null, "plotly.min.js is not there: run `npm ci`, then build");

    private static List<string> Errors(IPage page)
    {
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        return errors;
    }

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

    /// <summary>The share of pixels of a screenshot that are not white.</summary>
    private static Task<double> InkAsync(IPage page, byte[] png) => page.EvaluateAsync<double>(
        """
        async source => {
          const image = new Image();
          image.src = source;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = image.width;
          canvas.height = image.height;
          const context = canvas.getContext('2d');
          context.drawImage(image, 0, 0);
          const pixels = context.getImageData(0, 0, image.width, image.height).data;
          let ink = 0;
          for (let i = 0; i < pixels.length; i += 4) if (pixels[i] + pixels[i + 1] + pixels[i + 2] < 720) ink++;
          return ink / (image.width * image.height);
        }
        """,
        "data:image/png;base64," + Convert.ToBase64String(png));
}
