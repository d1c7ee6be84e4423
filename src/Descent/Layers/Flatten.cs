namespace Descent;

/// <summary>Folds all axes but the first into one: (batch, 8, 8) becomes (batch, 64).</summary>
public sealed class Flatten : Module
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Flatten();
    }
}
