namespace Descent;

/// <summary>Training was stopped because the loss became NaN or infinite: no step can mend that.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>Says where it happened.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="step">The step within the epoch, from 1.</param>
    /// <param name="loss">NaN or infinite.</param>
    /// <param name="causes">What is likely to have caused it, one sentence each.</param>
    public DivergedException(int epoch, int step, double loss, IReadOnlyList<string> causes)
        : base($"Fit: the loss became {loss} in epoch {epoch}, step {step}. Likely causes:\n  - {string.Join("\n  - ", causes)}")
    {
        Epoch = epoch;
        Step = step;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The loss: NaN or infinite.</summary>
    public double Loss { get; }
}
