// The order does not come from the generator that is given, so every epoch has the same one.
// cell: batches
// fails: each epoch has an order of its own, and none has that of the data
List<(Tensor X, Tensor y)> Batches(DataSet data, int size, Rng rng)
{
    var order = new Rng(1).Permutation(data.Count);
    var X = data.Inputs.IndexSelect(0, order);
    var y = data.Targets.IndexSelect(0, order);
    var batches = new List<(Tensor X, Tensor y)>();
    for (var start = 0; start < data.Count; start += size)
    {
        var end = Math.Min(start + size, data.Count);
        batches.Add((X[start..end], y[start..end]));
    }
    return batches;
}
