using Descent.Notebooks.Rendering;

namespace Descent.Notebooks.Site;

/// <summary>The files beside a site's pages: styles, scripts, and the npm packages that are installed where the notebooks are.</summary>
/// <param name="start">A file or folder; <c>node_modules</c> is looked for beside it and above.</param>
public sealed class SiteAssets(string start)
{
    /// <summary>The variable by which figures learn where pages will find plotly.js, relative to the page.</summary>
    public const string PlotlyVariable = "DESCENT_PLOTLY";

    private const string Folder = "assets";
    private readonly string? katex = NpmPackage.Find(start, "katex/dist");
    private readonly string? plotly = NpmPackage.Find(start, "plotly.js-dist-min");

    /// <summary>Whether formulas are drawn without a network.</summary>
    public bool HasKatex => katex is not null;

    /// <summary>Whether figures are drawn without a network.</summary>
    public bool HasPlotly => plotly is not null;

    /// <summary>The environment in which notebooks run whose figures will stand on the site's pages.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { [PlotlyVariable] = HasPlotly ? $"{Folder}/plotly.min.js" : "" };

    /// <summary>The files and what is in them, by their path within the site.</summary>
    internal IEnumerable<(string Path, byte[] Content)> Files()
    {
        foreach (var name in new[] { "page.css", "site.css", "site.js", "math.js" })
            yield return ($"{Folder}/{name}", PageFiles.ReadBytes(name));
        if (plotly is not null)
            yield return ($"{Folder}/plotly.min.js", File.ReadAllBytes(Path.Combine(plotly, "plotly.min.js")));
        if (katex is null)
            yield break;
        foreach (var name in Katex.FilesIn(katex))
            yield return ($"{Folder}/katex/{name}", File.ReadAllBytes(Path.Combine(katex, name)));
    }

    /// <summary>The elements for the head of a page with formulas.</summary>
    internal string KatexHead() =>
        (HasKatex ? Katex.Links($"{Folder}/katex/") : Katex.CdnLinks) + $"<script defer src=\"{Folder}/math.js\"></script>\n";
}
