// Recall divides by the column and precision by the row.
// cell: scores
// fails: recall of each species
// fails: precision of each species
// fails: recall and precision of a random matrix
// fails: recall and precision where 0 is divided by 0
int[,] Confusion(int[] actual, int[] predicted, int classes)
{
    var counts = new int[classes, classes];
    for (var i = 0; i < actual.Length; i++)
        counts[actual[i], predicted[i]]++;
    return counts;
}

double Accuracy(int[,] confusion)
{
    var right = Enumerable.Range(0, confusion.GetLength(0)).Sum(k => confusion[k, k]);
    return (double)right / confusion.Cast<int>().Sum();
}

double[] Recall(int[,] confusion)
{
    var classes = Enumerable.Range(0, confusion.GetLength(0)).ToArray();
    return classes.Select(k =>
    {
        var all = classes.Sum(b => confusion[b, k]);
        return all == 0 ? 0 : (double)confusion[k, k] / all;
    }).ToArray();
}

double[] Precision(int[,] confusion)
{
    var classes = Enumerable.Range(0, confusion.GetLength(0)).ToArray();
    return classes.Select(k =>
    {
        var all = classes.Sum(a => confusion[k, a]);
        return all == 0 ? 0 : (double)confusion[k, k] / all;
    }).ToArray();
}
