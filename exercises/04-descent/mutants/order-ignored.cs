// SGD takes the examples as 0, 1, 2, ... whatever the order that it is given.
// cell: walks
// fails: SGD: two epochs of four examples
// fails: SGD: six random examples, three epochs
List<double[]> GradientDescent(Func<double[], int, double[]> gradient, int n, double[] start, double eta, int updates)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    for (var t = 0; t < updates; t++)
    {
        var all = Enumerable.Range(0, n).Select(k => gradient(w, k)).ToArray();
        w = w.Select((weight, j) => weight - eta * all.Average(g => g[j])).ToArray();
        path.Add(w);
    }
    return path;
}

List<double[]> Stochastic(Func<double[], int, double[]> gradient, int[][] orders, double[] start, double eta)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    foreach (var order in orders)
        for (var k = 0; k < order.Length; k++)
        {
            var g = gradient(w, k);
            w = w.Select((weight, j) => weight - eta * g[j]).ToArray();
            path.Add(w);
        }
    return path;
}
