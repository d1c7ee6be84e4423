// Rows are the predictions and columns the actual classes.
// cell: scores
// fails: confusion matrix of seven flowers
// fails: confusion matrix of fifty, four classes
int[,] Confusion(int[] actual, int[] predicted, int classes)
{
    var counts = new int[classes, classes];
    for (var i = 0; i < actual.Length; i++)
        counts[predicted[i], actual[i]]++;
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
        var all = classes.Sum(b => confusion[k, b]);
        return all == 0 ? 0 : (double)confusion[k, k] / all;
    }).ToArray();
}

double[] Precision(int[,] confusion)
{
    var classes = Enumerable.Range(0, confusion.GetLength(0)).ToArray();
    return classes.Select(k =>
    {
        var all = classes.Sum(a => confusion[a, k]);
        return all == 0 ? 0 : (double)confusion[k, k] / all;
    }).ToArray();
}
