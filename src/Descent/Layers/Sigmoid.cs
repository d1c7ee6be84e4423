using Descent.Backends;

namespace Descent;

/// <summary>1 / (1 + e⁻ˣ), element by element: squashes to (0, 1).</summary>
public sealed class Sigmoid : Module
{
    internal override Activation? Activation => new(UnaryKind.Sigmoid);

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Sigmoid();
    }
}
