namespace Descent;

/// <summary>x sigmoid(x), element by element; also called SiLU (Ramachandran, Zoph, Le 2017).</summary>
public sealed class Swish : Module
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Swish();
    }
}
