// The gradient enters the velocity with a factor 1 - μ, as it does in Adam.
// cell: momentum
// fails: momentum: the first update
// fails: momentum: three updates
// fails: momentum: 20 random gradients for four weights
// fails: momentum: two rules side by side
Rule MomentumRule(int n, double eta, double mu)
{
    var v = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            v[i] = mu * v[i] + (1 - mu) * g[i];
            w[i] -= eta * v[i];
        }
    };
}
