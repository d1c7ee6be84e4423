// Copies are nudged in place of the parameters; the net is taken apart and put together again.
// cell: judge
double[] Differences(Func<double[], double> f, double[] p, double h) => p.Select((_, k) =>
{
    double[] above = [.. p], below = [.. p];
    above[k] += h;
    below[k] -= h;
    return (f(above) - f(below)) / h / 2;
}).ToArray();

double LargestError(double[] a, double[] b) =>
    a.Zip(b, (s, t) => s == t ? 0 : Math.Abs(s - t) / Math.Max(Math.Abs(s), Math.Abs(t))).Max();
// cell: learn
Net Learn(Net net, Func<Net, Net> gradient, double eta, int steps)
{
    for (var step = 0; step < steps; step++)
    {
        var (V, b, W, c) = net;
        var (dV, db, dW, dc) = gradient(net);
        net = net with { V = V - eta * dV, b = b - eta * db, W = W - eta * dW, c = c - eta * dc };
    }
    return net;
}
