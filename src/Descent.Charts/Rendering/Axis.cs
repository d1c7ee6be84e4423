namespace Descent.Charts.Rendering;

/// <summary>What an author said about one axis.</summary>
internal sealed class Axis
{
    public string? Title { get; set; }

    public (double From, double To)? Range { get; set; }

    public bool Logarithmic { get; set; }

    /// <summary>Runs downwards, as the rows of a matrix do.</summary>
    public bool Reversed { get; set; }

    /// <summary>No line, ticks or labels (images).</summary>
    public bool Hidden { get; set; }

    /// <summary>Categories, not numbers.</summary>
    public bool Named { get; set; }

    /// <summary>The distance of the ticks; 0 for Plotly's choice.</summary>
    public int Step { get; set; }

    public (double[] At, string[] Labels)? Ticks { get; set; }

    public void Become(Axis other)
    {
        (Title, Range, Logarithmic) = (other.Title, other.Range, other.Logarithmic);
        (Reversed, Hidden, Named, Step, Ticks) = (other.Reversed, other.Hidden, other.Named, other.Step, other.Ticks);
    }
}
