// A last batch that is not full is left out.
// cell: batches
// fails: ten rows in batches of four: their sizes, then the targets of rows 0, 1, 2, ...
// fails: 23 random rows in batches of five: every row once, with its target
List<(Tensor X, Tensor y)> Batches(DataSet data, int size, Rng rng)
{
    var order = rng.Permutation(data.Count);
    var X = data.Inputs.IndexSelect(0, order);
    var y = data.Targets.IndexSelect(0, order);
    var batches = new List<(Tensor X, Tensor y)>();
    for (var start = 0; start + size <= data.Count; start += size)
    {
        var end = Math.Min(start + size, data.Count);
        batches.Add((X[start..end], y[start..end]));
    }
    return batches;
}
