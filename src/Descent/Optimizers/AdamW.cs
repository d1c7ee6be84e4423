namespace Descent;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov, Hutter 2017): w ← (1 - η λ) w before Adam's step, so that the decay is not divided by
/// the root of the gradients.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>AdamW.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="lr">Learning rate η.</param>
    /// <param name="beta1">β₁ in [0, 1): how much of the first moment stays.</param>
    /// <param name="beta2">β₂ in [0, 1): how much of the second moment stays.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public AdamW(IEnumerable<Tensor> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2)
        : base(parameters, lr, beta1, beta2, epsilon, weightDecay)
    {
    }

    private protected override bool IsDecoupled => true;
}
