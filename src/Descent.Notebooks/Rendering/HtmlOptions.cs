namespace Descent.Notebooks.Rendering;

/// <summary>What a rendered page should be like.</summary>
public sealed record HtmlOptions
{
    /// <summary>The notebook's file name, shown in the page's head; null to leave it out.</summary>
    public string? FileName { get; init; }

    /// <summary>The page's title; when null, the notebook's first heading, else the file name.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// A directory with <c>katex.min.js</c>, <c>katex.min.css</c> and <c>fonts/</c> (npm's <c>katex/dist</c>), which then
    /// becomes part of every page with formulas, so that it needs no network. When null, or when the files are not there,
    /// the page loads KaTeX from a CDN, pinned by its hash. Where neither loads, formulas are read as LaTeX.
    /// </summary>
    public string? KatexDirectory { get; init; }

    /// <summary>Text outputs longer than this many characters are cut, and the page says so.</summary>
    public int MaxTextLength { get; init; } = 100_000;
}
