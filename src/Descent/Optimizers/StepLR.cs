namespace Descent;

/// <summary>η₀ γ^⌊t / size⌋: the rate falls by a factor every so many steps.</summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="stepSize">Steps between falls, at least 1.</param>
/// <param name="gamma">γ in (0, 1].</param>
public sealed class StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1) : LearningRateSchedule(optimizer)
{
    private readonly int stepSize = AtLeastOne(stepSize, nameof(StepLR), nameof(stepSize));
    private readonly double gamma = Factor(gamma, nameof(StepLR), nameof(gamma));

    /// <inheritdoc />
    public override double At(int count) => BaseRate * Math.Pow(gamma, count / stepSize);
}
