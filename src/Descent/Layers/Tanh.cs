using Descent.Backends;

namespace Descent;

/// <summary>The hyperbolic tangent, element by element: squashes to (-1, 1).</summary>
public sealed class Tanh : Module
{
    internal override Activation? Activation => new(UnaryKind.Tanh);

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Tanh();
    }
}
