using System.Collections;

namespace Descent;

/// <summary>
/// Deals a data set out in mini-batches: <c>foreach (var (x, y) in loader)</c> is one epoch, and each <c>foreach</c> is a
/// new one, in a new order where <see cref="Shuffle"/> is set.
/// </summary>
/// <remarks>
/// Two loaders with the same seed deal the same batches, epoch for epoch. The order of an epoch is drawn when its
/// <c>foreach</c> begins.
/// </remarks>
public sealed class DataLoader : IEnumerable<(Tensor X, Tensor Y)>
{
    private readonly Rng rng;

    /// <summary>A loader over a data set.</summary>
    /// <param name="data">What to deal out.</param>
    /// <param name="batchSize">Rows a batch; the last batch may have fewer.</param>
    /// <param name="shuffle">A new random order in each epoch; else the rows' own order.</param>
    /// <param name="seed">The same seed gives the same orders everywhere; null draws them from <see cref="Rng.Default"/>.</param>
    /// <param name="dropLast">Leave out a last batch that is not full.</param>
    /// <exception cref="ArgumentException">A batch size below 1, or no full batch with <paramref name="dropLast"/>.</exception>
    public DataLoader(DataSet data, int batchSize = 32, bool shuffle = false, long? seed = null, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "DataLoader: a batch has at least 1 row.");
        if (dropLast && batchSize > data.Count)
            throw new ArgumentException($"DataLoader: '{data.Name}' has {data.Count} rows, so there is no full batch of {batchSize}; use a smaller batch or dropLast: false.", nameof(batchSize));
        Data = data;
        BatchSize = batchSize;
        Shuffle = shuffle;
        DropLast = dropLast;
        rng = DataSet.Generator(seed);
    }

    /// <summary>What is dealt out.</summary>
    public DataSet Data { get; }

    /// <summary>Rows a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether each epoch has a new random order.</summary>
    public bool Shuffle { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; }

    /// <summary>Batches an epoch.</summary>
    public int Count => DropLast ? Data.Count / BatchSize : (Data.Count - 1) / BatchSize + 1;

    /// <summary>Starts an epoch.</summary>
    /// <returns>The batches: inputs <c>(batch, features)</c> and targets <c>(batch)</c> or <c>(batch, k)</c>.</returns>
    public IEnumerator<(Tensor X, Tensor Y)> GetEnumerator()
    {
        // Drawn here, not in the iterator, so that an epoch's order belongs to the loop that began it.
        return Batches(Shuffle ? rng.Permutation(Data.Count) : null);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() =>
        $"DataLoader of '{Data.Name}': {Count} batches of {BatchSize}{(Shuffle ? ", shuffled" : "")}";

    private IEnumerator<(Tensor X, Tensor Y)> Batches(int[]? order)
    {
        for (var batch = 0; batch < Count; batch++)
        {
            var start = batch * BatchSize;
            var end = Math.Min(start + BatchSize, Data.Count);
            yield return order is null
                ? (Data.Inputs[start..end], Data.Targets[start..end])
                : (Data.Inputs.IndexSelect(0, order[start..end]), Data.Targets.IndexSelect(0, order[start..end]));
        }
    }
}
