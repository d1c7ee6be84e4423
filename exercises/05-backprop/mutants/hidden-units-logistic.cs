// The hidden units are logistic, as in the notebook, where tanh is asked for.
// cell: forward
// fails: forwards: the signals a of three hidden units
// fails: forwards: the two outputs y
// fails: forwards: a and y of a random network
(double[] a, double[] y) Forward(double[] x, double[,] v, double[,] w)
{
    var (M, N) = (v.GetLength(1), w.GetLength(1));

    var a = new double[M + 1];
    a[M] = 1;
    for (var zeta = 0; zeta < M; zeta++)
    {
        var h = 0.0;
        for (var i = 0; i < x.Length; i++)
            h += x[i] * v[i, zeta];
        a[zeta] = g(h);
    }

    var y = new double[N];
    for (var kappa = 0; kappa < N; kappa++)
    {
        var h = 0.0;
        for (var zeta = 0; zeta <= M; zeta++)
            h += a[zeta] * w[zeta, kappa];
        y[kappa] = g(h);
    }

    return (a, y);
}
