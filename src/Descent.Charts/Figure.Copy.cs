namespace Descent.Charts;

/// <content>Copies, so that an animation does not change the figures it is made of.</content>
public sealed partial class Figure
{
    /// <summary>Takes over another figure's title, caption, size and axes.</summary>
    internal void Dress(Figure other)
    {
        (Title, Caption, Width, Height) = (other.Title, other.Caption, other.Width, other.Height);
        (EqualAxes, Legend, ColorBar) = (other.EqualAxes, other.Legend, other.ColorBar);
        XAxis.Become(other.XAxis);
        YAxis.Become(other.YAxis);
        ZAxis.Become(other.ZAxis);
        Rules.AddRange(other.Rules);
    }

    internal Figure Copy()
    {
        var copy = new Figure();
        copy.Dress(this);
        copy.Traces.AddRange(Traces);
        copy.Notes.AddRange(Notes);
        return copy;
    }
}
