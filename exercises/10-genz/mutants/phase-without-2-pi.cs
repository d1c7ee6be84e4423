// The phase of the oscillatory function is w1, not 2 pi w1.
// cell: functions
// fails: the oscillatory function at two points
// fails: the oscillatory function in five dimensions
double Oscillatory(double[] c, double[] w, double[] x)
{
    return Math.Cos(w[0] + Enumerable.Range(0, x.Length).Sum(i => c[i] * x[i]));
}

double Gaussian(double[] c, double[] w, double[] x)
{
    return Math.Exp(-Enumerable.Range(0, x.Length).Sum(i => c[i] * c[i] * (x[i] - w[i]) * (x[i] - w[i])));
}

double Discontinuous(double[] c, double[] w, double[] x)
{
    if (x[0] > w[0] || x[1] > w[1])
        return 0;
    return Math.Exp(Enumerable.Range(0, x.Length).Sum(i => c[i] * x[i]));
}
