using Descent.Backends;

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

    private Linear(Tensor weight, Tensor? bias)
    {
        Weight = Leaf(weight);
        Bias = bias is null ? null : Leaf(bias);
    }

    /// <summary>W (out, in).</summary>
    public Tensor Weight { get; }

    /// <summary>b (out), or null.</summary>
    public Tensor? Bias { get; }

    /// <summary>Inputs of each unit.</summary>
    public int InFeatures => Weight.Shape[1];

    /// <summary>Units.</summary>
    public int OutFeatures => Weight.Shape[0];

    /// <summary>
    /// A layer with weights chosen by hand, or taken from elsewhere; they are copied, and can be trained on.
    /// <code>var or = Linear.From(new double[,] { { 1, 1 } }, [-0.5]);</code>
    /// </summary>
    /// <param name="weight">W (out, in): a row for each unit.</param>
    /// <param name="bias">b (out), one for each unit; null for a layer without biases.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit together.</exception>
    public static Linear From(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Shape.Rank != 2 || weight.Length == 0)
            throw new ArgumentException($"Linear.From: weight {weight.Shape}, but a layer takes (out, in)", nameof(weight));
        if (bias is not null && (bias.Shape.Rank != 1 || bias.Shape[0] != weight.Shape[0]))
            throw new ArgumentException($"Linear.From: bias {bias.Shape} for weight {weight.Shape}; ({weight.Shape[0]},) would fit", nameof(bias));
        if (bias is not null && bias.DType != weight.DType)
            throw new ArgumentException($"Linear.From: bias is {bias.DType}, weight {weight.DType}; one type would fit", nameof(bias));
        return new Linear(weight, bias);
    }

    /// <summary>A layer of type Float64 with weights chosen by hand.</summary>
    /// <inheritdoc cref="From(Tensor, Tensor?)" />
    public static Linear From(double[,] weight, double[]? bias = null) =>
        From(Tensor.From(weight), bias is null ? null : Tensor.From(bias));

    /// <summary>(..., in) becomes (..., out).</summary>
    /// <exception cref="ArgumentException">The last axis is not the number of inputs.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Linear(Weight, Bias);
    }

    /// <summary>(..., in) becomes f of (..., out).</summary>
    internal Tensor Forward(Tensor x, Activation activation) => x.Linear(Weight, Bias, activation);

    /// <inheritdoc />
    public override string ToString() => $"Linear({InFeatures}, {OutFeatures}{(Bias is null ? ", no bias" : "")})";

    private static Tensor Leaf(Tensor values)
    {
        var leaf = values.Clone();
        leaf.RequiresGrad = true;
        return leaf;
    }
}
