using System.Text;

namespace Descent.Notebooks.Rendering;

/// <summary>What stands under one heading of a notebook, up to the next.</summary>
/// <param name="heading">The heading; null for what stands above the first.</param>
internal sealed class Section(MarkdownHtml.Heading? heading)
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder code = new();
    private readonly List<string> paragraphs = [];

    /// <summary>The heading; null for what stands above the first.</summary>
    public MarkdownHtml.Heading? Heading => heading;

    /// <summary>Its prose, without markup.</summary>
    public string Text => text.ToString();

    /// <summary>The source of its code cells.</summary>
    public string Code => code.ToString();

    /// <summary>Its paragraphs as HTML, in which formulas are drawn and nothing else is marked.</summary>
    public IReadOnlyList<string> Paragraphs => paragraphs;

    /// <summary>Adds a paragraph.</summary>
    /// <param name="words">Its text.</param>
    /// <param name="html">The same as HTML.</param>
    public void AddParagraph(string words, string html)
    {
        Add(text, words, ' ');
        if (words.Length > 0)
            paragraphs.Add(html);
    }

    /// <summary>Adds code.</summary>
    public void AddCode(string source) => Add(code, source, '\n');

    private static void Add(StringBuilder to, string words, char between)
    {
        if (words.Length > 0)
            to.Append(to.Length > 0 ? between.ToString() : "").Append(words);
    }
}
