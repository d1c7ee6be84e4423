namespace Descent;

/// <summary>A fully connected layer: y = x Wᵀ + b.</summary>
public sealed class Linear : Module
{
    /// <summary>A fully connected layer.</summary>
    /// <param name="inFeatures">Inputs of each unit, at least 1.</param>
    /// <param name="outFeatures">Units, at least 1.</param>
    /// <param name="bias">Whether units have a bias.</param>
    /// <param name="initializer">How weights start; biases then start at 0. Left out: PyTorch's start for both, ±1 / √in.</param>
    /// <param name="rng">Where random numbers come from; <see cref="Rng.Default"/> unless given.</param>
    /// <param name="dtype">The weights' type.</param>
    public Linear(int inFeatures, int outFeatures, bool bias = true, Initializer? initializer = null, Rng? rng = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        Weight = (initializer ?? Initializer.FanInUniform()).Create([outFeatures, inFeatures], inFeatures, outFeatures, rng, dtype);
        if (bias)
            Bias = (initializer is null ? Initializer.FanInUniform() : Initializer.Zeros).Create([outFeatures], inFeatures, outFeatures, rng, dtype);
    }

    /// <summary>W (out, in).</summary>
    public Tensor Weight { get; }

    /// <summary>b (out), or null.</summary>
    public Tensor? Bias { get; }

    /// <summary>Inputs of each unit.</summary>
    public int InFeatures => Weight.Shape[1];

    /// <summary>Units.</summary>
    public int OutFeatures => Weight.Shape[0];

    /// <summary>(..., in) becomes (..., out).</summary>
    /// <exception cref="ArgumentException">The last axis is not the number of inputs.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Linear(Weight, Bias);
    }

    /// <inheritdoc />
    public override string ToString() => $"Linear({InFeatures}, {OutFeatures}{(Bias is null ? ", no bias" : "")})";
}
