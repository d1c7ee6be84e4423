// The step is formed in the array of the gradient, which belongs to somebody else.
// cell: nesterov
// fails: Nesterov: 20 random gradients, and these gradients afterwards
Rule NesterovRule(int n, double eta, double mu)
{
    var v = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            v[i] = mu * v[i] + g[i];
            g[i] += mu * v[i];
            w[i] -= eta * g[i];
        }
    };
}
