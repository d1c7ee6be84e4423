// The number of test rows of a class is cut off instead of rounded.
// cell: split
// fails: test rows of ten rows, sorted
// fails: training rows of ten rows, sorted
// fails: test rows of 48 rows, three classes
// fails: training rows of 48 rows, three classes
(int[] Train, int[] Test) Split(int[] labels, double share, int[] order)
{
    var test = order
        .GroupBy(row => labels[row])
        .SelectMany(rows => rows.Take((int)(share * rows.Count())))
        .ToHashSet();
    return (order.Where(row => !test.Contains(row)).ToArray(), order.Where(test.Contains).ToArray());
}
