using Descent.Backends;

namespace Descent;

/// <summary>x where positive, else slope · x: units that are off still learn (Maas, Hannun, Ng 2013).</summary>
/// <param name="slope">The slope below 0.</param>
public sealed class LeakyReLU(double slope = 0.01) : Module
{
    /// <summary>The slope below 0.</summary>
    public double Slope { get; } = slope;

    // With a slope below 0, values would not tell which side of 0 they come from.
    internal override Activation? Activation => Slope >= 0 ? new(UnaryKind.LeakyReLU, Slope) : null;

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.LeakyReLU(Slope);
    }

    /// <inheritdoc />
    public override string ToString() => $"LeakyReLU({Slope})";
}
