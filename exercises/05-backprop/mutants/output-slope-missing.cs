// The derivative of the logistic outputs, y (1 - y), is missing: that is the delta of cross-entropy.
// cell: output-deltas
// fails: the deltas of two outputs
// fails: the deltas of six outputs
double[] OutputDeltas(double[] y, double[] t)
{
    var deltaO = new double[y.Length];
    for (var kappa = 0; kappa < y.Length; kappa++)
        deltaO[kappa] = (y[kappa] - t[kappa]);
    return deltaO;
}
