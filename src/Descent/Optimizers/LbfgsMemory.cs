namespace Descent;

/// <summary>
/// What L-BFGS knows of the loss's curvature: the last m steps s = w' - w with the changes y = g' - g of the gradient along them.
/// They stand for an inverse Hessian H that is never written down (Nocedal, Wright 2006, algorithm 7.4).
/// </summary>
internal sealed class LbfgsMemory(int size)
{
    // Smaller products y·s say nothing but rounding; none or negative ones would make H point uphill.
    private const double LeastCurvature = 1e-10;

    // The oldest pair first; 1/ρ = y·s.
    private readonly List<(FlatVector S, FlatVector Y, double Rho)> pairs = [];
    private double scale = 1;

    /// <summary>Adds a pair, unless the loss does not curve upwards along s; the oldest goes when there are too many.</summary>
    /// <param name="s">A step; kept.</param>
    /// <param name="y">The change of the gradient; kept.</param>
    public void Remember(FlatVector s, FlatVector y)
    {
        var curvature = y.Dot(s);
        if (curvature <= LeastCurvature)
            return;
        if (pairs.Count == size)
            pairs.RemoveAt(0);
        pairs.Add((s, y, 1 / curvature));
        scale = curvature / y.Dot(y); // H before any pair: γ I, with γ = s·y / y·y (7.20)
    }

    /// <summary>The direction -H g, by the two-loop recursion: 4 m products of vectors, no matrix.</summary>
    /// <param name="gradient">g.</param>
    public FlatVector Direction(FlatVector gradient)
    {
        var direction = gradient.Clone();
        direction.Scale(-1);
        var alpha = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            var (s, y, rho) = pairs[i];
            alpha[i] = rho * s.Dot(direction);
            direction.Add(-alpha[i], y);
        }

        direction.Scale(scale);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (s, y, rho) = pairs[i];
            direction.Add(alpha[i] - (rho * y.Dot(direction)), s);
        }

        return direction;
    }
}
