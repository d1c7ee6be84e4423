namespace Descent.Display;

/// <summary>Writes the HTML of an <see cref="IHtml"/>.</summary>
internal sealed class HtmlFormatter
{
#pragma warning disable CA1822 // .NET Interactive looks for instance members
    public string MimeType => "text/html";

    public bool Format(object value, TextWriter writer)
    {
        if (value is not IHtml html)
            return false;
        writer.Write(html.ToHtml());
        return true;
    }
#pragma warning restore CA1822
}
