using Microsoft.Playwright;

namespace Descent.Browser;

/// <summary>What tests ask of pages.</summary>
internal static class Pages
{
    /// <summary>True in a page whose figures are all drawn.</summary>
    public const string Drawn =
        "() => [...document.querySelectorAll('[data-descent-figure]')].every(place => place.querySelector('.main-svg, canvas') && place._fullLayout)";

    /// <summary>Errors of scripts and of the console, from now on.</summary>
    public static List<string> ErrorsOf(IPage page)
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

    /// <summary>Keeps a picture for people to look at, in the folder that DESCENT_SCREENSHOTS names, if it names one.</summary>
    public static async Task KeepAsync(string name, byte[] png)
    {
        if (Environment.GetEnvironmentVariable("DESCENT_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name.Replace(' ', '-') + ".png"), png, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// A picture of an element that fits into the window, by the browser itself: around each of its own pictures Playwright waits for frames and restyles
    /// the page, which on one with forty figures takes most of the time.
    /// </summary>
    /// <param name="browser">A session of the page's own.</param>
    /// <param name="element">What to look at.</param>
    /// <param name="patience">How long the element may take to be there, and its picture, in milliseconds.</param>
    public static async Task<byte[]> PictureAsync(ICDPSession browser, ILocator element, float patience)
    {
        var clip = await element.EvaluateAsync<Dictionary<string, object>>(
            """
            element => {
              element.scrollIntoView({ block: 'center', behavior: 'instant' });
              const { x, y, width, height } = element.getBoundingClientRect();
              return { x: x + scrollX, y: y + scrollY, width, height, scale: 1 };
            }
            """,
            options: new LocatorEvaluateOptions { Timeout = patience });
        var picture = await browser.SendAsync("Page.captureScreenshot", new Dictionary<string, object> { ["clip"] = clip })
            .WaitAsync(TimeSpan.FromMilliseconds(patience), TestContext.Current.CancellationToken);
        return picture!.Value.GetProperty("data").GetBytesFromBase64();
    }

    /// <summary>The share of pixels of a screenshot that are not white.</summary>
    public static Task<double> InkAsync(IPage page, byte[] png) => page.EvaluateAsync<double>(
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
