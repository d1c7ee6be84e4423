// The parameters are multiplied by the sum, but not divided by their own.
// cell: sampling
// fails: three parameters that sum to 1.5
// fails: ten parameters of a random sum
double[] Parameters(int d, double sum, Rng rng)
{
    var u = Enumerable.Range(0, d).Select(_ => rng.NextDouble()).ToArray();
    var total = u.Sum();
    return u.Select(value => sum * value).ToArray();
}

double[][] Points(int n, int d, Rng rng)
{
    var points = new double[n][];
    for (var k = 0; k < n; k++)
    {
        points[k] = new double[d];
        for (var i = 0; i < d; i++)
            points[k][i] = rng.NextDouble();
    }
    return points;
}
