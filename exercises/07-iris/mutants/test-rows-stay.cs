// The test rows stay in the training set.
// cell: split
// fails: training rows of ten rows, sorted
// fails: training rows of 48 rows, three classes
(int[] Train, int[] Test) Split(int[] labels, double share, int[] order)
{
    var test = order.GroupBy(row => labels[row]).SelectMany(rows => rows.Take((int)Math.Round(share * rows.Count()))).ToArray();
    return (order, test);
}
