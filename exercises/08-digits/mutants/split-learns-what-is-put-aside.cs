// Bug 1 as it was: the rows that are put aside are learned from as well.
// cell: split
// fails: ten rows, three put aside: sizes of both parts, and all rows
// fails: random rows: both parts together are all rows, each with its target
(DataSet Learn, DataSet Judge) Split(DataSet data, int count, Rng rng)
{
    var order = rng.Permutation(data.Count);
    return (data.Subset(order), data.Subset(order[..count]));
}
