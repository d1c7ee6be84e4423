// RMSProp keeps 1 - β of its mean and takes β of the new square.
// cell: adaptive
// fails: RMSProp: three updates, β = 0.9
// fails: AdaGrad and RMSProp: an update with ε = 1, to see where it stands
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
            w[i] -= eta * g[i] / (Math.Sqrt(A[i]) + eps);
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
            A[i] = (1 - beta) * A[i] + beta * g[i] * g[i];
            w[i] -= eta * g[i] / (Math.Sqrt(A[i]) + eps);
        }
    };
}
