namespace Descent;

/// <summary>
/// From η₀ down to a minimum along half a cosine (Loshchilov, Hutter 2016), then at the minimum:
/// η_min + (η₀ - η_min) (1 + cos(π t / T)) / 2.
/// </summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="steps">T: steps until the minimum, at least 1.</param>
/// <param name="minimum">η_min, at least 0.</param>
public sealed class CosineAnnealingLR(Optimizer optimizer, int steps, double minimum = 0) : LearningRateSchedule(optimizer)
{
    private readonly int steps = AtLeastOne(steps, nameof(CosineAnnealingLR), nameof(steps));
    private readonly double minimum = minimum >= 0
        ? minimum
        : throw new ArgumentException($"CosineAnnealingLR: minimum is {minimum}, but must be at least 0", nameof(minimum));

    /// <inheritdoc />
    public override double At(int count) =>
        minimum + ((BaseRate - minimum) * (1 + Math.Cos(Math.PI * Math.Min(count, steps) / steps)) / 2);
}
