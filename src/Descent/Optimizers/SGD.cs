using Descent.Backends;

namespace Descent;

/// <summary>
/// Stochastic gradient descent: w ← w - η g. With momentum μ (Polyak 1964) the steps go along v ← μ v + g; Nesterov's variant (1983,
/// in Sutskever et al.'s 2013 form) along g + μ v. As in PyTorch, the learning rate multiplies the velocity, not the gradient in it.
/// </summary>
public sealed class SGD : Optimizer
{
    /// <summary>Stochastic gradient descent.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="momentum">μ in [0, 1); 0 for none.</param>
    /// <param name="nesterov">Whether to look ahead along the velocity; needs momentum.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or Nesterov is asked for without momentum.</exception>
    public SGD(IEnumerable<Tensor> parameters, double lr, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(parameters, lr, weightDecay, states: momentum == 0 ? 0 : 1)
    {
        Momentum = Require(momentum, nameof(momentum), momentum is >= 0 and < 1, "in [0, 1)");
        if (nesterov && momentum == 0)
            throw new ArgumentException("SGD: Nesterov's variant needs a momentum above 0", nameof(nesterov));
        Nesterov = nesterov;
    }

    /// <summary>μ.</summary>
    public double Momentum { get; }

    /// <summary>Whether steps look ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights)
    {
        ArgumentNullException.ThrowIfNull(backend);
        backend.Sgd(weights, new SgdStep(LearningRate, Momentum, Nesterov, WeightDecay));
    }
}
