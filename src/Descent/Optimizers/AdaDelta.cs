using Descent.Backends;

namespace Descent;

/// <summary>
/// AdaDelta (Zeiler 2012): s ← ρ s + (1 - ρ) g²; d = g √(u + ε) / √(s + ε); u ← ρ u + (1 - ρ) d²; w ← w - η d. The moving mean u of
/// past steps gives d the unit of a weight, so η is 1 in the paper.
/// </summary>
public sealed class AdaDelta : Optimizer
{
    /// <summary>AdaDelta.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">A factor η on the step.</param>
    /// <param name="rho">ρ in [0, 1): how much of both means stays.</param>
    /// <param name="epsilon">ε above 0, inside both roots: also what lets the first step be made.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AdaDelta(IEnumerable<Tensor> parameters, double lr = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(parameters, lr, weightDecay, states: 2)
    {
        Rho = Require(rho, nameof(rho), rho is >= 0 and < 1, "in [0, 1)");
        Epsilon = Require(epsilon, nameof(epsilon), epsilon > 0, "above 0");
    }

    /// <summary>ρ.</summary>
    public double Rho { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights)
    {
        ArgumentNullException.ThrowIfNull(backend);
        backend.AdaDelta(weights, new AdaDeltaStep(LearningRate, Rho, Epsilon, WeightDecay));
    }
}
