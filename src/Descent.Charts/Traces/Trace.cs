using Descent.Charts.Rendering;

namespace Descent.Charts.Traces;

/// <summary>One set of data in a figure: how Plotly, a table, a sentence and a terminal show it.</summary>
internal abstract class Trace
{
    /// <summary>The name in the legend; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>A colour the author asked for; null for the next of the palette.</summary>
    public string? Color { get; init; }

    /// <summary>Drawn in three dimensions.</summary>
    public virtual bool IsSpatial => false;

    /// <summary>Takes a colour of the palette (grids have a colour scale instead).</summary>
    public virtual bool TakesColor => true;

    /// <summary>The region of x and y it covers.</summary>
    public abstract Extent Extent { get; }

    /// <summary>The same on axes of which some are logarithmic: cells have their edges elsewhere there.</summary>
    public virtual Extent ExtentOn(bool logX, bool logY) => Extent;

    /// <summary>The Plotly trace.</summary>
    /// <param name="color">The colour to use.</param>
    /// <param name="shape">How many sets of points came before, for the shape of the markers.</param>
    public abstract JsonMap ToPlotly(string color, int shape);

    /// <summary>What it shows, in a sentence without a full stop.</summary>
    public abstract string InWords(AxisNames axes);

    /// <summary>Its data, or null where a table says nothing.</summary>
    public abstract DataTable? Table(AxisNames axes);
}
