namespace Descent;

/// <summary>η₀ γᵗ: the rate falls by a factor every step.</summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="gamma">γ in (0, 1].</param>
public sealed class ExponentialLR(Optimizer optimizer, double gamma) : LearningRateSchedule(optimizer)
{
    private readonly double gamma = Factor(gamma, nameof(ExponentialLR), nameof(gamma));

    /// <inheritdoc />
    public override double At(int count) => BaseRate * Math.Pow(gamma, count);
}
