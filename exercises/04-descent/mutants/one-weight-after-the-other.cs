// The weights change one after the other: the second one's gradient already sees the first one's new value.
// cell: walks
// fails: gradient descent: three updates
// fails: gradient descent: six random examples, five updates, and the start afterwards
// fails: SGD: two epochs of four examples
// fails: SGD: six random examples, three epochs
List<double[]> GradientDescent(Func<double[], int, double[]> gradient, int n, double[] start, double eta, int updates)
{
    double[] w = [.. start];
    List<double[]> path = [[.. w]];
    for (var t = 0; t < updates; t++)
    {
        for (var j = 0; j < w.Length; j++)
            w[j] -= eta * Enumerable.Range(0, n).Average(k => gradient(w, k)[j]);
        path.Add([.. w]);
    }
    return path;
}

List<double[]> Stochastic(Func<double[], int, double[]> gradient, int[][] orders, double[] start, double eta)
{
    double[] w = [.. start];
    List<double[]> path = [[.. w]];
    foreach (var k in orders.SelectMany(order => order))
    {
        for (var j = 0; j < w.Length; j++)
            w[j] -= eta * gradient(w, k)[j];
        path.Add([.. w]);
    }
    return path;
}
