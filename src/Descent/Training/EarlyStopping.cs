namespace Descent;

/// <summary>
/// When to stop before the last epoch: when the validation loss has not fallen for a while, as the network then begins
/// to learn the noise of its training set.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>A rule for when to stop.</summary>
    /// <param name="patience">Epochs in a row without improvement after which training stops, from 1.</param>
    /// <param name="minDelta">How much lower than the best so far counts as an improvement, from 0.</param>
    /// <param name="restoreBest">Whether the model gets back the weights of its best epoch when training ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below its least.</exception>
    public EarlyStopping(int patience = 10, double minDelta = 0, bool restoreBest = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        if (!(minDelta >= 0))
            throw new ArgumentOutOfRangeException(nameof(minDelta), minDelta, "EarlyStopping: expected at least 0.");
        (Patience, MinDelta, RestoreBest) = (patience, minDelta, restoreBest);
    }

    /// <summary>Epochs in a row without improvement after which training stops.</summary>
    public int Patience { get; }

    /// <summary>How much lower than the best so far counts as an improvement.</summary>
    public double MinDelta { get; }

    /// <summary>Whether the model gets back the weights of its best epoch when training ends.</summary>
    public bool RestoreBest { get; }
}
