// The weights w are changed before the hidden deltas are computed with them.
// cell: step
// fails: one step: the deltas of three hidden units
// fails: one step: the weights v after it
// fails: one step of a random network: the hidden deltas
// fails: one step of a random network: v and w after it
double[] Step(double[] x, double[] a, double[] deltaO, double[,] v, double[,] w, double eta)    // changes v and w, returns the hidden units' deltas
{
    var (M, N) = (v.GetLength(1), w.GetLength(1));

    for (var zeta = 0; zeta <= M; zeta++)
        for (var kappa = 0; kappa < N; kappa++)
            w[zeta, kappa] -= eta * deltaO[kappa] * a[zeta];

    var deltaH = new double[M];
    for (var zeta = 0; zeta < M; zeta++)
    {
        var sum = 0.0;
        for (var k = 0; k < N; k++)
            sum += w[zeta, k] * deltaO[k];
        deltaH[zeta] = (1 - a[zeta] * a[zeta]) * sum;
    }

    for (var i = 0; i < x.Length; i++)
        for (var zeta = 0; zeta < M; zeta++)
            v[i, zeta] -= eta * deltaH[zeta] * x[i];

    return deltaH;
}
