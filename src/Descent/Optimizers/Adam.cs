using Descent.Backends;

namespace Descent;

/// <summary>
/// Adam (Kingma, Ba 2014): momentum on the gradient, divided by RMSProp's root, both corrected for starting at 0:
/// m ← β₁ m + (1 - β₁) g; v ← β₂ v + (1 - β₂) g²; w ← w - η m̂ / (√v̂ + ε) with m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ).
/// </summary>
public class Adam : Optimizer
{
    /// <summary>Adam.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="beta1">β₁ in [0, 1): how much of the first moment stays.</param>
    /// <param name="beta2">β₂ in [0, 1): how much of the second moment stays.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adam(IEnumerable<Tensor> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, lr, weightDecay, states: 2)
    {
        Beta1 = Require(beta1, nameof(beta1), beta1 is >= 0 and < 1, "in [0, 1)");
        Beta2 = Require(beta2, nameof(beta2), beta2 is >= 0 and < 1, "in [0, 1)");
        Epsilon = Require(epsilon, nameof(epsilon), epsilon > 0, "above 0");
    }

    /// <summary>β₁.</summary>
    public double Beta1 { get; }

    /// <summary>β₂.</summary>
    public double Beta2 { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the decay acts on the weights directly instead of through the gradient.</summary>
    private protected virtual bool IsDecoupled => false;

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights)
    {
        ArgumentNullException.ThrowIfNull(backend);
        backend.Adam(weights, new AdamStep(LearningRate, Beta1, Beta2, Epsilon, WeightDecay, IsDecoupled, StepCount));
    }
}
