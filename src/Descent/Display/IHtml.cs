namespace Descent.Display;

/// <summary>
/// What a type shows in a notebook. Verso calls <c>ToHtml()</c> by name; .NET Interactive through
/// <see cref="HtmlFormatterSource"/>; terminals use <c>ToString()</c>.
/// </summary>
public interface IHtml
{
    /// <summary>A self-contained HTML fragment that needs no script to be read.</summary>
    /// <returns>HTML, with all text encoded.</returns>
    string ToHtml();
}
