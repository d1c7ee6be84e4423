// Adam adds ε to the root of the uncorrected mean and corrects the whole step afterwards.
// cell: adam
// fails: Adam: three updates with ε = 1, β₁ = 0.8 and β₂ = 0.95
// fails: Adam: 20 random gradients, random settings
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
            var corrected = m[i] / (1 - Math.Pow(beta1, t));
            var late = Math.Sqrt(1 - Math.Pow(beta2, t));
            w[i] -= eta * late * corrected / (Math.Sqrt(v[i]) + eps);
        }
    };
}
