// The first rows of the order are the test set, whatever their classes.
// cell: split
// fails: test rows of ten rows, sorted
// fails: training rows of ten rows, sorted
// fails: test rows of 48 rows, three classes
// fails: training rows of 48 rows, three classes
(int[] Train, int[] Test) Split(int[] labels, double share, int[] order)
{
    var count = (int)Math.Round(share * labels.Length);
    return (order[count..], order[..count]);
}
