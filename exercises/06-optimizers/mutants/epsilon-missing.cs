// AdaGrad and RMSProp do without ε, and a weight without gradients becomes not a number.
// cell: adaptive
// fails: AdaGrad and RMSProp: an update with ε = 1, to see where it stands
// fails: AdaGrad: 20 random gradients, a large ε
// fails: RMSProp: 20 random gradients, a large ε
// fails: AdaGrad and RMSProp: two weights without gradients among four
Rule AdaGradRule(int n, double eta, double eps = 1e-10)
{
    var A = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            A[i] += g[i] * g[i];
            w[i] -= eta * g[i] / Math.Sqrt(A[i]);
        }
    };
}

Rule RmsPropRule(int n, double eta, double beta = 0.99, double eps = 1e-8)
{
    var A = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            A[i] = beta * A[i] + (1 - beta) * g[i] * g[i];
            w[i] -= eta * g[i] / Math.Sqrt(A[i]);
        }
    };
}
