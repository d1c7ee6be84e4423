using Descent.Display;

namespace Descent.Charts;

/// <summary>Formats a <see cref="Figure"/> for .NET Interactive: as Plotly's JSON and as HTML.</summary>
internal sealed class FigureFormatterSource
{
    /// <summary>Called by name by .NET Interactive.</summary>
#pragma warning disable CA1822 // .NET Interactive looks for an instance method
    public IEnumerable<object> CreateTypeFormatters() => [new PlotlyFormatter(), new HtmlFormatter()];
#pragma warning restore CA1822
}
