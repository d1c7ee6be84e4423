using System.Text;
using Descent.Charts.Diagrams;
using Descent.Display;

namespace Descent.Charts;

/// <summary>A drawing in SVG, without scripts, with a title, a caption, and words for those who do not see it.</summary>
/// <typeparam name="TSelf">The kind of drawing, so that it can be dressed in one sentence.</typeparam>
public abstract class Diagram<TSelf> : IHtml
    where TSelf : Diagram<TSelf>
{
    private protected Diagram()
    {
    }

    /// <summary>The title above the picture; empty for none.</summary>
    public string Title { get; set; } = "";

    /// <summary>The sentence below the picture that says what to see; empty for none.</summary>
    public string Caption { get; set; } = "";

    /// <summary>What stands below the picture where there is no <see cref="Caption"/>.</summary>
    private protected virtual string DefaultCaption => "";

    /// <summary>Sets the title.</summary>
    /// <param name="title">Text.</param>
    /// <returns>This drawing.</returns>
    public TSelf WithTitle(string title)
    {
        Title = title;
        return (TSelf)this;
    }

    /// <summary>Sets the sentence below the picture.</summary>
    /// <param name="caption">Text.</param>
    /// <returns>This drawing.</returns>
    public TSelf WithCaption(string caption)
    {
        Caption = caption;
        return (TSelf)this;
    }

    /// <summary>The picture as an SVG element.</summary>
    /// <returns>SVG without scripts, with a title and a description.</returns>
    public abstract string ToSvg();

    /// <inheritdoc/>
    public string ToHtml() => Svg.InFigure(ToSvg(), Title, Caption.Length > 0 ? Caption : DefaultCaption);

    /// <summary>The drawing in words.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Title.Length > 0)
            text.AppendLine(Title);
        foreach (var sentence in Sentences())
            text.AppendLine(sentence);
        if (Caption.Length > 0)
            text.AppendLine(Caption);
        return text.ToString().TrimEnd();
    }

    /// <summary>What the picture says, one sentence for each thing in it.</summary>
    private protected abstract IEnumerable<string> Sentences();
}
