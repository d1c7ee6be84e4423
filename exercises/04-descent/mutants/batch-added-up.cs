// The gradients of a batch are added up, not averaged.
// cell: mini-batch
// fails: batches of 2, the rate stays 0.1
// fails: batches of 3 and 1, the rate falls as 0.2 / (1 + t)
// fails: seven random examples in batches of 3, three epochs, a falling rate
// fails: a batch larger than the whole data set
List<double[]> MiniBatch(Func<double[], int, double[]> gradient, int[][] orders, int B, double[] start, Func<int, double> rate)
{
    double[] w = [.. start];
    List<double[]> path = [w];
    foreach (var order in orders)
    {
        foreach (var batch in order.Chunk(B))
        {
            var all = batch.Select(k => gradient(w, k)).ToArray();
            var eta = rate(path.Count - 1);
            w = w.Select((weight, j) => weight - eta * all.Sum(g => g[j]) / 1).ToArray();
            path.Add(w);
        }
    }
    return path;
}
