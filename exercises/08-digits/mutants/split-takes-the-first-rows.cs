// Always the first rows are put aside, not random ones.
// cell: split
// fails: which rows are put aside is left to chance
(DataSet Learn, DataSet Judge) Split(DataSet data, int count, Rng rng)
{
    var order = Enumerable.Range(0, data.Count).ToArray();
    return (data.Subset(order[count..]), data.Subset(order[..count]));
}
