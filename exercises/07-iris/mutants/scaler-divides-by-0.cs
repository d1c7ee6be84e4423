// A feature that never varies is divided by 0.
// cell: scaler
// fails: features that do not vary in training
class Scaler
{
    public double[] Mean, Deviation;

    public Scaler Fit(double[,] x)
    {
        var (n, d) = (x.GetLength(0), x.GetLength(1));
        Mean = new double[d];
        Deviation = new double[d];
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < n; i++)
                Mean[j] += x[i, j] / n;
            var variance = 0.0;
            for (var i = 0; i < n; i++)
                variance += (x[i, j] - Mean[j]) * (x[i, j] - Mean[j]) / n;
            Deviation[j] = Math.Sqrt(variance);
        }
        return this;
    }

    public double[,] Transform(double[,] x)
    {
        var scaled = new double[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++)
                scaled[i, j] = (x[i, j] - Mean[j]) / Deviation[j];
        return scaled;
    }
}
