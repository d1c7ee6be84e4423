// AdaGrad and RMSProp have ε inside the root, as on the lecture's slide.
// cell: adaptive
// fails: AdaGrad and RMSProp: an update with ε = 1, to see where it stands
// fails: AdaGrad: 20 random gradients, a large ε
// fails: RMSProp: 20 random gradients, a large ε
Rule AdaGradRule(int n, double eta, double eps = 1e-10)
{
    var A = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            A[i] += g[i] * g[i];
            w[i] -= eta * g[i] / Math.Sqrt(A[i] + eps);
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
            w[i] -= eta * g[i] / Math.Sqrt(A[i] + eps);
        }
    };
}
