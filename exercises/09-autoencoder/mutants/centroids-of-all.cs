// The sums are divided by the number of all codes.
// cell: codes
// fails: centroids of five codes, two classes
// fails: centroids of forty codes of three numbers
// codes (n, components), labels (n); row k of the result is the centroid of class k.
double[,] Centroids(double[,] codes, int[] labels, int classes)
{
    var components = codes.GetLength(1);
    var centroids = new double[classes, components];
    for (var k = 0; k < classes; k++)
    {
        var rows = Enumerable.Range(0, labels.Length).Where(i => labels[i] == k).ToArray();
        for (var j = 0; j < components; j++)
            centroids[k, j] = rows.Sum(i => codes[i, j]) / labels.Length;
    }
    return centroids;
}

// The class of the nearest centroid, for each row of codes.
int[] Nearest(double[,] codes, double[,] centroids)
{
    double Distance(int i, int k) => Enumerable.Range(0, codes.GetLength(1)).Sum(j => (codes[i, j] - centroids[k, j]) * (codes[i, j] - centroids[k, j]));
    return Enumerable.Range(0, codes.GetLength(0))
        .Select(i => Enumerable.Range(0, centroids.GetLength(0)).MinBy(k => Distance(i, k)))
        .ToArray();
}
