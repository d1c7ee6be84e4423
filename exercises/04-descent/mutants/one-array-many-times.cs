// The weights are changed in place and the same array is added to the path each time, so that all entries show the last weights.
// cell: walks
// fails: gradient descent: three updates
// fails: gradient descent: six random examples, five updates, and the start afterwards
// fails: SGD: two epochs of four examples
// fails: SGD: six random examples, three epochs
List<double[]> GradientDescent(Func<double[], int, double[]> gradient, int n, double[] start, double eta, int updates)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    for (var t = 0; t < updates; t++)
    {
        var all = Enumerable.Range(0, n).Select(k => gradient(w, k)).ToArray();
        for (var j = 0; j < w.Length; j++)
            w[j] -= eta * all.Average(g => g[j]);
        path.Add(w);
    }
    return path;
}

List<double[]> Stochastic(Func<double[], int, double[]> gradient, int[][] orders, double[] start, double eta)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    foreach (var k in orders.SelectMany(order => order))
    {
        var g = gradient(w, k);
        for (var j = 0; j < w.Length; j++)
            w[j] -= eta * g[j];
        path.Add(w);
    }
    return path;
}
