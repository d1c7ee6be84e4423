// SGD takes the gradients of a whole epoch at the weights with which it began.
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
        foreach (var g in order.Select(k => gradient(w, k)).ToArray())
        {
            w = w.Select((weight, j) => weight - eta * g[j]).ToArray();
            path.Add(w);
        }
    return path;
}
