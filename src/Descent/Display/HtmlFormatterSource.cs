namespace Descent.Display;

/// <summary>
/// Formats every type that has a public <c>string ToHtml()</c>: the one source that all types of the course name in
/// their <see cref="TypeFormatterSourceAttribute"/>, but for those with a second form, which have their own.
/// </summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Called by name by .NET Interactive.</summary>
#pragma warning disable CA1822 // .NET Interactive looks for an instance method
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter()];
#pragma warning restore CA1822
}
