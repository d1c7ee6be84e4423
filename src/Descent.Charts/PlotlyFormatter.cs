namespace Descent.Charts;

/// <summary>Writes a <see cref="Figure"/> as Plotly's JSON, which Jupyter and VS Code draw themselves.</summary>
internal sealed class PlotlyFormatter
{
    /// <summary>The MIME type that front ends with a Plotly renderer know.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

#pragma warning disable CA1822 // .NET Interactive looks for instance members
    public string MimeType => PlotlyMimeType;

    public bool Format(object value, TextWriter writer)
    {
        if (value is not Figure figure)
            return false;
        writer.Write(figure.ToJson());
        return true;
    }
#pragma warning restore CA1822
}
