// The delta has t - y, as in lecture 004, and later something is subtracted all the same.
// cell: output-deltas
// fails: the deltas of two outputs
// fails: the deltas of six outputs
double[] OutputDeltas(double[] y, double[] t)
{
    var deltaO = new double[y.Length];
    for (var kappa = 0; kappa < y.Length; kappa++)
        deltaO[kappa] = (t[kappa] - y[kappa]) * y[kappa] * (1 - y[kappa]);
    return deltaO;
}
