namespace Descent;

/// <summary>
/// Batch normalisation (Ioffe, Szegedy 2015) of (batch, features): y = γ (x - mean) / √(variance + ε) + β, each feature for itself.
/// In training mean and variance are the batch's (variance over n); running means of them (variance over n - 1, as in PyTorch)
/// are kept for evaluation.
/// </summary>
public sealed class BatchNorm : Module
{
    /// <summary>Batch normalisation.</summary>
    /// <param name="features">Features, at least 1.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="momentum">The share of the new batch in the running statistics, in [0, 1].</param>
    /// <param name="dtype">The weights' type.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public BatchNorm(int features, double epsilon = 1e-5, double momentum = 0.1, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!(epsilon > 0))
            throw new ArgumentException($"BatchNorm: epsilon is {epsilon}, but must be above 0", nameof(epsilon));
        if (momentum is not (>= 0 and <= 1))
            throw new ArgumentException($"BatchNorm: momentum is {momentum}, but must be in [0, 1]", nameof(momentum));
        (Epsilon, Momentum) = (epsilon, momentum);
        Weight = Tensor.Ones([features], dtype);
        Bias = Tensor.Zeros([features], dtype);
        Weight.RequiresGrad = Bias.RequiresGrad = true;
        RunningMean = Tensor.Zeros([features], dtype);
        RunningVar = Tensor.Ones([features], dtype);
    }

    /// <summary>γ (features).</summary>
    public Tensor Weight { get; }

    /// <summary>β (features).</summary>
    public Tensor Bias { get; }

    /// <summary>The mean that evaluation uses (features).</summary>
    public Tensor RunningMean { get; }

    /// <summary>The variance that evaluation uses (features).</summary>
    public Tensor RunningVar { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>The share of the new batch in the running statistics.</summary>
    public double Momentum { get; }

    /// <summary>(batch, features) stays (batch, features).</summary>
    /// <exception cref="ArgumentException">The shape or type does not fit, or a batch in training has fewer than two rows.</exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2 || x.Shape[1] != Weight.Length)
            throw new ArgumentException($"BatchNorm: the input is {x.Shape}, but must be (batch, {Weight.Length})", nameof(x));
        if (x.DType != Weight.DType)
            throw new ArgumentException($"BatchNorm: the input is {x.DType}, but the weights are {Weight.DType}; convert one with .To(DType.{Weight.DType})", nameof(x));
        if (!IsTraining)
            return Normalize(x, RunningMean, RunningVar);

        var n = x.Shape[0];
        if (n < 2)
            throw new ArgumentException($"BatchNorm: a batch of {n} has no variance; train with at least 2 rows, or call Eval()", nameof(x));
        var mean = x.Mean(0);
        var variance = (x - mean).Square().Mean(0);
        using (NoGrad.Begin())
        {
            RunningMean.MultiplyInPlace(1 - Momentum).AddInPlace(mean, Momentum);
            RunningVar.MultiplyInPlace(1 - Momentum).AddInPlace(variance, Momentum * n / (n - 1));
        }

        return Normalize(x, mean, variance);
    }

    /// <inheritdoc />
    public override string ToString() => $"BatchNorm({Weight.Length})";

    private Tensor Normalize(Tensor x, Tensor mean, Tensor variance) =>
        ((x - mean) / (variance + Epsilon).Sqrt() * Weight) + Bias;
}
