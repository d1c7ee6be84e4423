// The first coordinates of all points are drawn first, then all second ones.
// cell: sampling
// fails: two points in three dimensions
// fails: forty points in five dimensions
double[] Parameters(int d, double sum, Rng rng)
{
    var u = Enumerable.Range(0, d).Select(_ => rng.NextDouble()).ToArray();
    var total = u.Sum();
    return u.Select(value => sum * value / total).ToArray();
}

double[][] Points(int n, int d, Rng rng)
{
    var points = new double[n][];
    for (var k = 0; k < n; k++)
        points[k] = new double[d];
    for (var i = 0; i < d; i++)
        for (var k = 0; k < n; k++)
            points[k][i] = rng.NextDouble();
    return points;
}
