namespace Descent.Tests.Data;

public sealed class DataLoaderTests
{
    [Fact]
    public void An_epoch_deals_every_row_once()
    {
        var loader = new DataLoader(Numbered(10), batchSize: 4, shuffle: true, seed: 1);
        Assert.Equal(3, loader.Count);
        Assert.Equal([4, 4, 2], loader.Select(batch => batch.X.Shape[0]));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), Epoch(loader).Order());
    }

    [Fact]
    public void Targets_stay_with_their_inputs()
    {
        foreach (var (x, y) in new DataLoader(Numbered(10), batchSize: 3, shuffle: true, seed: 1))
            Assert.Equal(x.ToArray<double>(), y.ToArray<double>());
    }

    [Fact]
    public void Without_shuffling_the_order_is_the_rows_own() =>
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), Epoch(new DataLoader(Numbered(10), batchSize: 4)));

    [Fact]
    public void Each_epoch_has_a_new_order_and_the_same_seed_the_same_orders()
    {
        var first = new DataLoader(Numbered(20), batchSize: 4, shuffle: true, seed: 9);
        var second = new DataLoader(Numbered(20), batchSize: 4, shuffle: true, seed: 9);
        var epochs = new[] { Epoch(first), Epoch(first) };
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.Equal(epochs, [Epoch(second), Epoch(second)]);
        Assert.NotEqual(epochs[0], Epoch(new DataLoader(Numbered(20), batchSize: 4, shuffle: true, seed: 10)));
    }

    [Fact]
    public void The_order_does_not_depend_on_the_batch_size() =>
        Assert.Equal(
            Epoch(new DataLoader(Numbered(20), batchSize: 3, shuffle: true, seed: 9)),
            Epoch(new DataLoader(Numbered(20), batchSize: 7, shuffle: true, seed: 9)));

    [Fact]
    public void Drop_last_leaves_out_the_batch_that_is_not_full()
    {
        var loader = new DataLoader(Numbered(10), batchSize: 4, dropLast: true);
        Assert.Equal(2, loader.Count);
        Assert.Equal(8, Epoch(loader).Length);
    }

    [Fact]
    public void A_batch_size_below_one_and_no_full_batch_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(Numbered(10), batchSize: 0));
        Assert.Contains("no full batch of 11", Assert.Throws<ArgumentException>(() => new DataLoader(Numbered(10), batchSize: 11, dropLast: true)).Message);
    }

    private static double[] Epoch(DataLoader loader) => [.. loader.SelectMany(batch => batch.X.ToArray<double>())];

    private static DataSet Numbered(int rows)
    {
        var numbers = Enumerable.Range(0, rows).Select(i => (float)i).ToArray();
        return new DataSet(Tensor.From(numbers, rows, 1), Tensor.From(numbers, rows, 1));
    }
}
