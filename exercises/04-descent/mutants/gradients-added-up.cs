// Gradient descent adds the gradients of all examples up, without dividing by their number.
// cell: walks
// fails: gradient descent: three updates
// fails: gradient descent: six random examples, five updates, and the start afterwards
List<double[]> GradientDescent(Func<double[], int, double[]> gradient, int n, double[] start, double eta, int updates)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    for (var t = 0; t < updates; t++)
    {
        var all = Enumerable.Range(0, n).Select(k => gradient(w, k)).ToArray();
        w = w.Select((weight, j) => weight - eta * all.Sum(g => g[j])).ToArray();
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
        w = w.Select((weight, j) => weight - eta * g[j]).ToArray();
        path.Add(w);
    }
    return path;
}
