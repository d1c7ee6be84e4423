// The bias is left out.
// cell: layer
// fails: a layer of two units, three inputs, without activation
// fails: the same layer with tanh
// fails: a square layer, random weights, tanh
double[] Layer(double[,] W, double[] b, double[] x, Func<double, double> phi)
{
    var (m, n) = (W.GetLength(0), W.GetLength(1));
    if (n != x.Length || m != b.Length)
        throw new ArgumentException("sizes differ");
    var h = new double[m];
    for (var i = 0; i < m; i++)
    {
        var z = 0.0;
        for (var j = 0; j < n; j++)
            z += W[i, j] * x[j];
        h[i] = phi(z);
    }
    return h;
}
