namespace Descent;

/// <summary>
/// Layer normalisation (Ba, Kiros, Hinton 2016): y = γ (x - mean) / √(variance + ε) + β, where mean and variance (over n) are those of
/// each row's features, so that a row's result does not depend on the others in the batch.
/// </summary>
public sealed class LayerNorm : Module
{
    /// <summary>Layer normalisation over the last axis.</summary>
    /// <param name="features">Size of the last axis, at least 1.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="dtype">The weights' type.</param>
    /// <exception cref="ArgumentException">ε is not above 0.</exception>
    public LayerNorm(int features, double epsilon = 1e-5, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!(epsilon > 0))
            throw new ArgumentException($"LayerNorm: epsilon is {epsilon}, but must be above 0", nameof(epsilon));
        Epsilon = epsilon;
        Weight = Tensor.Ones([features], dtype);
        Bias = Tensor.Zeros([features], dtype);
        Weight.RequiresGrad = Bias.RequiresGrad = true;
    }

    /// <summary>γ (features).</summary>
    public Tensor Weight { get; }

    /// <summary>β (features).</summary>
    public Tensor Bias { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>(..., features) stays (..., features).</summary>
    /// <exception cref="ArgumentException">The last axis has another size.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 1 || x.Shape[-1] != Weight.Length)
            throw new ArgumentException($"LayerNorm: the input is {x.Shape}, but must be (..., {Weight.Length})", nameof(x));
        var centred = x - x.Mean(-1, keepDims: true);
        var variance = centred.Square().Mean(-1, keepDims: true);
        return (centred / (variance + Epsilon).Sqrt() * Weight) + Bias;
    }

    /// <inheritdoc />
    public override string ToString() => $"LayerNorm({Weight.Length})";
}
