// In the Gaussian only the differences are squared, not c.
// cell: functions
// fails: the Gaussian at two points
// fails: the Gaussian in five dimensions
double Oscillatory(double[] c, double[] w, double[] x)
{
    return Math.Cos(2 * Math.PI * w[0] + Enumerable.Range(0, x.Length).Sum(i => c[i] * x[i]));
}

double Gaussian(double[] c, double[] w, double[] x)
{
    return Math.Exp(-Enumerable.Range(0, x.Length).Sum(i => c[i] * (x[i] - w[i]) * (x[i] - w[i])));
}

double Discontinuous(double[] c, double[] w, double[] x)
{
    if (x[0] > w[0] || x[1] > w[1])
        return 0;
    return Math.Exp(Enumerable.Range(0, x.Length).Sum(i => c[i] * x[i]));
}
