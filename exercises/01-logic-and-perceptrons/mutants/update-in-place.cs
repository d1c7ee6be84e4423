// The given weights are changed and returned.
// cell: update
// fails: old and new weights, side by side
double[] Update(double[] w, double[] x, int y, int t, double eta)
{
    w[0] -= eta * (y - t);
    for (var i = 0; i < x.Length; i++)
        w[i + 1] -= eta * (y - t) * x[i];
    return w;
}
