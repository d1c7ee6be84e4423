namespace Descent;

/// <summary>
/// Warm-up (Goyal et al. 2017): η₀ (t + 1) / n for the first n steps, then η₀, or another schedule from its own start on.
/// </summary>
public sealed class WarmupLR : LearningRateSchedule
{
    private readonly int steps;
    private readonly LearningRateSchedule? next;

    /// <summary>Warm-up.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="steps">n: steps until the full rate, at least 1.</param>
    /// <param name="next">What follows; the full rate unless given. Made for the same optimizer, before this schedule.</param>
    public WarmupLR(Optimizer optimizer, int steps, LearningRateSchedule? next = null)
        : base(optimizer)
    {
        this.steps = AtLeastOne(steps, nameof(WarmupLR), nameof(steps));
        this.next = next;
        Begin();
    }

    /// <inheritdoc />
    public override double At(int count) =>
        count < steps ? BaseRate * (count + 1) / steps : next?.At(count - steps) ?? BaseRate;
}
