using System.Text;
using Descent.Charts.Rendering;
using Descent.Display;

namespace Descent.Charts;

/// <summary>Several networks in one row, to be compared; on a narrow page they wrap.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class DiagramRow : IHtml
{
    private const double Wide = 168;
    private const double Close = 116;
    private readonly IReadOnlyList<NetworkDiagram> diagrams;

    internal DiagramRow(IReadOnlyList<NetworkDiagram> diagrams) => this.diagrams = diagrams;

    /// <summary>The sentence below the row that says what to see; empty for none.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Sets the sentence below the row.</summary>
    /// <param name="caption">Text.</param>
    /// <returns>This row.</returns>
    public DiagramRow WithCaption(string caption)
    {
        Caption = caption;
        return this;
    }

    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder("<figure class=\"descent-figure\" style=\"margin:0 0 1em\"><div style=\"display:flex;flex-wrap:wrap;gap:4px 12px\">");
        foreach (var diagram in diagrams)
        {
            html.Append("<div>");
            if (diagram.Title.Length > 0)
                html.Append($"<p style=\"font-size:1.1em;margin:.2em 0 .4em\">{Words.Html(diagram.Title)}</p>");
            html.Append(diagram.ToSvg(diagrams.Count > 2 ? Close : Wide));
            if (diagram.Caption.Length > 0)
                html.Append($"<p style=\"margin:.3em 0;max-width:26em\">{Words.Html(diagram.Caption)}</p>");
            html.Append("</div>");
        }

        html.Append("</div>");
        if (Caption.Length > 0)
            html.Append($"<figcaption style=\"margin:.3em 0;max-width:46em\">{Words.Html(Caption)}</figcaption>");
        return html.Append("</figure>").ToString();
    }

    /// <summary>The networks in words, one after another.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() =>
        string.Join(Environment.NewLine + Environment.NewLine, diagrams.Select(diagram => diagram.ToString()).Append(Caption).Where(text => text.Length > 0));
}
