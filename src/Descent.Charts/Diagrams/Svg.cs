using System.Globalization;
using System.Text;
using Descent.Charts.Rendering;

namespace Descent.Charts.Diagrams;

/// <summary>Writes an inline SVG picture: no script, and a title and a description for those who do not see it.</summary>
internal sealed class Svg(double width, double height)
{
    private readonly StringBuilder body = new();

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>About how wide a text is, in pixels.</summary>
    public static double WidthOf(string text, double size) => 0.6 * size * text.Length;

    /// <summary>A picture with its title above and its caption below.</summary>
    public static string InFigure(string svg, string title, string caption)
    {
        var html = new StringBuilder("<figure class=\"descent-figure\" style=\"margin:0 0 1em\">");
        if (title.Length > 0)
            html.Append($"<p style=\"font-size:1.1em;margin:.2em 0 .4em\">{Words.Html(title)}</p>");
        // A wide diagram scrolls, so keys must reach it.
        html.Append($"<div tabindex=\"0\" role=\"group\" aria-label=\"{Words.Html(title.Length > 0 ? title : "Diagram")}\" style=\"overflow-x:auto\">{svg}</div>");
        if (caption.Length > 0)
            html.Append($"<figcaption style=\"margin:.3em 0;max-width:46em\">{Words.Html(caption)}</figcaption>");
        return html.Append("</figure>").ToString();
    }

    public void Line(double x1, double y1, double x2, double y2, string color, double thickness, bool dashed = false) =>
        body.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{color}\" stroke-width=\"{Number(thickness)}\"{(dashed ? " stroke-dasharray=\"7 4\"" : "")}/>");

    /// <summary>A curve that leaves and enters each of its points level, ending in an arrow head.</summary>
    public void Flow(IReadOnlyList<(double X, double Y)> points, string color)
    {
        var path = new StringBuilder($"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var end = i == points.Count - 1 ? to.X - 7 : to.X;
            var bend = (end - from.X) / 2;
            path.Append($"C{Number(from.X + bend)} {Number(from.Y)} {Number(end - bend)} {Number(to.Y)} {Number(end)} {Number(to.Y)}");
        }

        var (x, y) = points[^1];
        body.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/>");
        body.Append($"<path d=\"M{Number(x)} {Number(y)}l-9 -4.5v9z\" fill=\"{color}\"/>");
    }

    public void Box(double x, double y, double boxWidth, double boxHeight, string fill, string stroke) =>
        body.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(boxWidth)}\" height=\"{Number(boxHeight)}\" rx=\"7\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>");

    public void Circle(double x, double y, double radius, string fill, string stroke) =>
        body.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.8\"/>");

    public void Text(double x, double y, string text, double size = 13, string color = "#222222", bool bold = false, bool halo = false)
    {
        if (text.Length == 0)
            return;

        // White below the letters keeps lines that pass there out of them.
        if (halo)
            body.Append($"<rect x=\"{Number(x - WidthOf(text, size) / 2)}\" y=\"{Number(y - 0.82 * size)}\" width=\"{Number(WidthOf(text, size))}\" height=\"{Number(size)}\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.9\"/>");
        body.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" fill=\"{color}\" text-anchor=\"middle\"{(bold ? " font-weight=\"600\"" : "")}>{Words.Html(text)}</text>");
    }

    public string Close(string title, string description) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"0 0 {Number(width)} {Number(height)}\" style=\"max-width:100%;min-width:{Number(Math.Min(width, Math.Max(600, 0.7 * width)))}px;height:auto\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">"
        + $"<title>{Words.Html(title)}</title><desc>{Words.Html(description)}</desc>"
        + $"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>{body}</svg>";
}
