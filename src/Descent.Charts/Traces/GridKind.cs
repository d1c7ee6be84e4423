namespace Descent.Charts.Traces;

/// <summary>How a grid of values is drawn.</summary>
internal enum GridKind
{
    /// <summary>A coloured cell for each value.</summary>
    Heatmap,

    /// <summary>Lines of equal value, the space between them filled.</summary>
    Contour,

    /// <summary>A landscape in space.</summary>
    Surface,
}
