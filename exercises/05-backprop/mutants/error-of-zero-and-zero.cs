// Two zeros give 0/0, which is not a number.
// cell: judge
// fails: the largest relative error of four
// fails: the largest relative error of seven
double[] Differences(Func<double[], double> f, double[] p, double h)
{
    var differences = new double[p.Length];
    for (var k = 0; k < p.Length; k++)
    {
        var before = p[k];
        p[k] = before + h;
        var above = f(p);
        p[k] = before - h;
        var below = f(p);
        p[k] = before;
        differences[k] = (above - below) / (2 * h);
    }
    return differences;
}

double LargestError(double[] a, double[] b)
{
    var largest = 0.0;
    for (var k = 0; k < a.Length; k++)
    {
        largest = Math.Max(largest, Math.Abs(a[k] - b[k]) / Math.Max(Math.Abs(a[k]), Math.Abs(b[k])));
    }
    return largest;
}
