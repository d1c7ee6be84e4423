// The path is right, but the walk happens in the array that came in as the start.
// cell: walks
// fails: gradient descent: six random examples, five updates, and the start afterwards
List<double[]> GradientDescent(Func<double[], int, double[]> gradient, int n, double[] start, double eta, int updates)
{
    List<double[]> path = [[.. start]];
    for (var t = 0; t < updates; t++)
    {
        var all = Enumerable.Range(0, n).Select(k => gradient(start, k)).ToArray();
        for (var j = 0; j < start.Length; j++)
            start[j] -= eta * all.Average(g => g[j]);
        path.Add([.. start]);
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
        w = w.Select((weight, j) => weight - eta * g[j]).ToArray();
        path.Add(w);
    }
    return path;
}
