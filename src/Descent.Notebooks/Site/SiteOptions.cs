namespace Descent.Notebooks.Site;

/// <summary>What a course's site should be like.</summary>
public sealed record SiteOptions
{
    /// <summary>The course's name, on every page.</summary>
    public string Title { get; init; } = "Course";

    /// <summary>
    /// Markdown for the top of the contents page; when null, the <c>README.md</c> beside the notebooks, where there is one. Its
    /// first heading gives way to <see cref="Title"/>.
    /// </summary>
    public string? Introduction { get; init; }

    /// <summary>Text outputs longer than this many characters are cut, and the page says so.</summary>
    public int MaxTextLength { get; init; } = 100_000;
}
