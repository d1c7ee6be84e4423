namespace Descent.Charts.Rendering;

/// <summary>Plotly's form of each <see cref="ColorScale"/>.</summary>
internal static class ColorScales
{
    // Spelled out where Plotly's own scale of that name runs the other way or differs between its versions.
    public static object ToPlotly(this ColorScale scale) => scale switch
    {
        ColorScale.Viridis => "Viridis",
        ColorScale.Cividis => "Cividis",
        ColorScale.Blues => Stops("#ffffff", "#c6dbef", "#6baed6", "#2171b5", "#08306b"),
        ColorScale.BlueRed => Stops("#2166ac", "#92c5de", "#ffffff", "#f4a582", "#b2182b"),
        ColorScale.Ink => Stops("#ffffff", "#000000"),
        ColorScale.Grey => Stops("#000000", "#ffffff"),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "ColorScale: not one of the scales."),
    };

    public static object[] Stops(params string[] colors) =>
        [.. colors.Select((color, i) => new object[] { i / (colors.Length - 1.0), color })];
}
