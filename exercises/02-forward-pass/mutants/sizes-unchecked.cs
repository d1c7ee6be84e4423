// Sizes are not checked: a loop runs over what is there.
// cell: layer
// fails: an input too short is refused
// fails: a bias too long is refused
double[] Layer(double[,] W, double[] b, double[] x, Func<double, double> phi)
{
    var (m, n) = (W.GetLength(0), W.GetLength(1));
    var h = new double[m];
    for (var i = 0; i < m; i++)
    {
        var z = b[i];
        for (var j = 0; j < Math.Min(n, x.Length); j++)
            z += W[i, j] * x[j];
        h[i] = phi(z);
    }
    return h;
}
