namespace Descent.Charts;

/// <summary>Colours for values, from low to high. All of them can be told apart by readers who are colour-blind.</summary>
public enum ColorScale
{
    /// <summary>Dark blue over green to yellow: for quantities, such as a loss.</summary>
    Viridis,

    /// <summary>Dark blue over grey to yellow.</summary>
    Cividis,

    /// <summary>White to dark blue: for counts, such as a confusion matrix.</summary>
    Blues,

    /// <summary>Blue over white to red: for signed values, such as weights.</summary>
    BlueRed,

    /// <summary>White paper to black ink: for grey images.</summary>
    Ink,

    /// <summary>Black to white: for grey images, as a screen shows them.</summary>
    Grey,
}
