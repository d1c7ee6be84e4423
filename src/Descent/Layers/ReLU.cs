using Descent.Backends;

namespace Descent;

/// <summary>max(0, x), element by element.</summary>
public sealed class ReLU : Module
{
    internal override Activation? Activation => new(UnaryKind.ReLU);

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.ReLU();
    }
}
