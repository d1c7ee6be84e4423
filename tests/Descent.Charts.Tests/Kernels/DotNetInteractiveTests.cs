using Microsoft.DotNet.Interactive.Formatting;

namespace Descent.Charts.Tests.Kernels;

/// <summary>The formatter of .NET Interactive itself, which finds the course's formatters by convention.</summary>
public sealed class DotNetInteractiveTests
{
    [Fact]
    public void A_figure_is_shown_as_Plotly_JSON_and_as_HTML()
    {
        var figure = Chart.Line([1, 2]);
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html"], Formatter.GetPreferredMimeTypesFor(typeof(Figure)));
        Assert.Equal(figure.ToJson(), figure.ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.Equal(figure.ToHtml(), figure.ToDisplayString("text/html"));
    }

    [Fact]
    public void Diagrams_and_scalars_are_shown_as_HTML()
    {
        var graph = Chart.Graph(new Scalar(1, "w"));
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(typeof(ComputationGraph)));
        Assert.Equal(graph.ToHtml(), graph.ToDisplayString("text/html"));
        Assert.Equal("<code>w = 1, grad = 0</code>", new Scalar(1, "w").ToDisplayString("text/html"));
    }
}
