namespace Descent;

/// <summary>
/// Changes an optimizer's learning rate as training goes on: call <see cref="Step"/> after each epoch (or after each step, if the numbers
/// are meant so). The rate depends on the count alone, so <see cref="At"/> can be drawn before training.
/// </summary>
public abstract class LearningRateSchedule
{
    private readonly Optimizer optimizer;

    /// <summary>A schedule for an optimizer; its present learning rate is the base that the schedule scales.</summary>
    /// <param name="optimizer">The optimizer.</param>
    protected LearningRateSchedule(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        this.optimizer = optimizer;
        BaseRate = optimizer.LearningRate;
    }

    /// <summary>The learning rate that the schedule scales.</summary>
    public double BaseRate { get; }

    /// <summary>How often <see cref="Step"/> was called.</summary>
    public int Count { get; private set; }

    /// <summary>The learning rate after <paramref name="count"/> calls of <see cref="Step"/>.</summary>
    /// <param name="count">At least 0.</param>
    public abstract double At(int count);

    /// <summary>Goes on by one and sets the optimizer's learning rate.</summary>
    public void Step() => optimizer.LearningRate = At(++Count);

    /// <summary>Sets the rate of the start, for schedules that do not start at the base rate.</summary>
    private protected void Begin() => optimizer.LearningRate = At(0);

    /// <summary>Checks a number of steps.</summary>
    private protected static int AtLeastOne(int value, string schedule, string name) =>
        value >= 1 ? value : throw new ArgumentException($"{schedule}: {name} is {value}, but must be at least 1", name);

    /// <summary>Checks a factor.</summary>
    private protected static double Factor(double value, string schedule, string name) =>
        value is > 0 and <= 1 ? value : throw new ArgumentException($"{schedule}: {name} is {value}, but must be in (0, 1]", name);
}
