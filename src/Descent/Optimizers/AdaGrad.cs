using Descent.Backends;

namespace Descent;

/// <summary>
/// AdaGrad (Duchi, Hazan, Singer 2011): s ← s + g²; w ← w - η g / (√s + ε). Each weight's steps shrink with the gradients it has
/// seen, so rare features keep large ones. ε is outside the root, as in PyTorch.
/// </summary>
public sealed class AdaGrad : Optimizer
{
    /// <summary>AdaGrad.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AdaGrad(IEnumerable<Tensor> parameters, double lr = 0.01, double epsilon = 1e-10, double weightDecay = 0)
        : base(parameters, lr, weightDecay, states: 1)
    {
        Epsilon = Require(epsilon, nameof(epsilon), epsilon > 0, "above 0");
    }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights)
    {
        ArgumentNullException.ThrowIfNull(backend);
        backend.AdaGrad(weights, new AdaGradStep(LearningRate, Epsilon, WeightDecay));
    }
}
