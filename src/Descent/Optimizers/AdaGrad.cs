using Descent.Backends;

namespace Descent;

/// <summary>
/// AdaGrad (Duchi, Hazan, Singer 2011): s ← s + g²; w ← w - η g / (√s + ε). Each weight's steps shrink with the gradients it has
/// seen, so rare features keep large ones. ε is outside the root, as in PyTorch.
/// </summary>
public sealed class AdaGrad : Optimizer
{
    private readonly Tensor?[] sums;

    /// <summary>AdaGrad.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AdaGrad(IEnumerable<Tensor> parameters, double lr = 0.01, double epsilon = 1e-10, double weightDecay = 0)
        : base(parameters, lr, weightDecay)
    {
        Epsilon = Require(epsilon, nameof(epsilon), epsilon > 0, "above 0");
        sums = new Tensor?[Parameters.Count];
    }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <inheritdoc />
    protected override void Update(int index, Tensor parameter, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.Backend.AdaGrad(parameter, gradient, State(sums, index), new AdaGradStep(LearningRate, Epsilon, WeightDecay));
    }
}
