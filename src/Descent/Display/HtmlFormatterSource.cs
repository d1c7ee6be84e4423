namespace Descent.Display;

/// <summary>
/// Formats every type that has a public <c>string ToHtml()</c>: the one source that all types of the course name in
/// their <see cref="TypeFormatterSourceAttribute"/>.
/// </summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Called by name by .NET Interactive.</summary>
#pragma warning disable CA1822 // .NET Interactive looks for an instance method
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter()];
#pragma warning restore CA1822

    private sealed class HtmlFormatter
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
}
