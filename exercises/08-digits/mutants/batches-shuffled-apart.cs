// Bug 2 as it was: inputs and targets each get an order of their own.
// cell: batches
// fails: ten rows in batches of four: their sizes, then the targets of rows 0, 1, 2, ...
// fails: 23 random rows in batches of five: every row once, with its target
List<(Tensor X, Tensor y)> Batches(DataSet data, int size, Rng rng)
{
    var X = data.Inputs.IndexSelect(0, rng.Permutation(data.Count));
    var y = data.Targets.IndexSelect(0, rng.Permutation(data.Count));
    var batches = new List<(Tensor X, Tensor y)>();
    for (var start = 0; start < data.Count; start += size)
    {
        var end = Math.Min(start + size, data.Count);
        batches.Add((X[start..end], y[start..end]));
    }
    return batches;
}
