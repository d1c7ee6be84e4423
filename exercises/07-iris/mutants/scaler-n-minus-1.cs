// The squares are divided by n - 1.
// cell: scaler
// fails: standard deviations of four flowers
// fails: means and deviations of a random table
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
                variance += (x[i, j] - Mean[j]) * (x[i, j] - Mean[j]) / (n - 1);
            Deviation[j] = variance > 1e-24 ? Math.Sqrt(variance) : 1;
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
