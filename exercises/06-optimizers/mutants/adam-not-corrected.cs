// Adam uses its means as they are, without correction for their start at 0.
// cell: adam
// fails: Adam: the first update, a large and a tiny gradient
// fails: Adam: three updates
// fails: Adam: three updates with ε = 1, β₁ = 0.8 and β₂ = 0.95
// fails: Adam: 20 random gradients, random settings
// fails: Adam: a walk in a random bowl
// fails: Adam: two rules that take turns
Rule AdamRule(int n, double eta, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8)
{
    double[] m = new double[n], v = new double[n];
    var t = 0;
    return (w, g) =>
    {
        t++;
        for (var i = 0; i < n; i++)
        {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            var corrected = m[i];
            var spread = v[i];
            w[i] -= eta * corrected / (Math.Sqrt(spread) + eps);
        }
    };
}
