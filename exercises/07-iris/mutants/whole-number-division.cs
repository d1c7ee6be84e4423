// Whole numbers are divided without the rest.
// cell: scores
// fails: accuracy of thirty flowers
// fails: recall of each species
// fails: precision of each species
// fails: accuracy of a random matrix
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
    return right / confusion.Cast<int>().Sum();
}

double[] Recall(int[,] confusion)
{
    var classes = Enumerable.Range(0, confusion.GetLength(0)).ToArray();
    return classes.Select(k =>
    {
        var all = classes.Sum(b => confusion[k, b]);
        return all == 0 ? 0.0 : confusion[k, k] / all;
    }).ToArray();
}

double[] Precision(int[,] confusion)
{
    var classes = Enumerable.Range(0, confusion.GetLength(0)).ToArray();
    return classes.Select(k =>
    {
        var all = classes.Sum(a => confusion[a, k]);
        return all == 0 ? 0.0 : confusion[k, k] / all;
    }).ToArray();
}
