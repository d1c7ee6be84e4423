// The step is formed with the old velocity, and g + μ v is then nothing but momentum.
// cell: nesterov
// fails: Nesterov: the first update
// fails: Nesterov: three updates
// fails: Nesterov: 20 random gradients, and these gradients afterwards
// fails: Nesterov: a walk in a random bowl
Rule NesterovRule(int n, double eta, double mu)
{
    var v = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            w[i] -= eta * (g[i] + mu * v[i]);
            v[i] = mu * v[i] + g[i];
        }
    };
}
