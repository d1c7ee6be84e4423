namespace Descent.Charts;

/// <summary>
/// The eight colours of Okabe and Ito (2008), which readers with any form of colour blindness can tell apart. Figures
/// take them in the order of <see cref="Colors"/>.
/// </summary>
public static class Palette
{
    /// <summary>Blue, "#0072B2".</summary>
    public const string Blue = "#0072B2";

    /// <summary>Orange, "#E69F00".</summary>
    public const string Orange = "#E69F00";

    /// <summary>Bluish green, "#009E73".</summary>
    public const string Green = "#009E73";

    /// <summary>Vermillion, "#D55E00".</summary>
    public const string Vermillion = "#D55E00";

    /// <summary>Reddish purple, "#CC79A7".</summary>
    public const string Purple = "#CC79A7";

    /// <summary>Sky blue, "#56B4E9".</summary>
    public const string SkyBlue = "#56B4E9";

    /// <summary>Black, "#000000".</summary>
    public const string Black = "#000000";

    /// <summary>Yellow, "#F0E442"; last in the order, for it is pale on white.</summary>
    public const string Yellow = "#F0E442";

    /// <summary>All of them, in the order in which figures use them.</summary>
    public static IReadOnlyList<string> Colors { get; } = [Blue, Orange, Green, Vermillion, Purple, SkyBlue, Black, Yellow];

    /// <summary>The colour of the n-th series or class; after the eighth they repeat.</summary>
    /// <param name="index">0, 1, 2, ...</param>
    /// <returns>A colour such as "#0072B2".</returns>
    public static string At(int index) => Colors[(int)((uint)index % (uint)Colors.Count)];

    /// <summary>A pale version for areas behind points: a mixture with white.</summary>
    internal static string Tint(string color, double strength = 0.35)
    {
        int Channel(int at) => (int)Math.Round(255 - strength * (255 - Convert.ToInt32(color.Substring(at, 2), 16)));
        return $"rgb({Channel(1)},{Channel(3)},{Channel(5)})";
    }
}
