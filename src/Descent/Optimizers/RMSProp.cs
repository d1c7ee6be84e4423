using Descent.Backends;

namespace Descent;

/// <summary>
/// RMSProp (Tieleman, Hinton 2012, lecture 6e): s ← α s + (1 - α) g²; w ← w - η g / (√s + ε). AdaGrad that forgets: s is a moving
/// mean, so steps need not die out. ε is outside the root, as in PyTorch.
/// </summary>
public sealed class RMSProp : Optimizer
{
    /// <summary>RMSProp.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="alpha">α in [0, 1): how much of the mean stays.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public RMSProp(IEnumerable<Tensor> parameters, double lr = 0.01, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, lr, weightDecay, states: 1)
    {
        Alpha = Require(alpha, nameof(alpha), alpha is >= 0 and < 1, "in [0, 1)");
        Epsilon = Require(epsilon, nameof(epsilon), epsilon > 0, "above 0");
    }

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights)
    {
        ArgumentNullException.ThrowIfNull(backend);
        backend.RmsProp(weights, new RmsPropStep(LearningRate, Alpha, Epsilon, WeightDecay));
    }
}
