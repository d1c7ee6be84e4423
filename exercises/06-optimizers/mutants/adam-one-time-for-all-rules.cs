// The time is a variable outside the function, so that all rules share it.
// cell: adam
// fails: Adam: two rules that take turns
int t;

Rule AdamRule(int n, double eta, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8)
{
    double[] m = new double[n], v = new double[n];
    t = 0;
    return (w, g) =>
    {
        t++;
        for (var i = 0; i < n; i++)
        {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            var corrected = m[i] / (1 - Math.Pow(beta1, t));
            var spread = v[i] / (1 - Math.Pow(beta2, t));
            w[i] -= eta * corrected / (Math.Sqrt(spread) + eps);
        }
    };
}
