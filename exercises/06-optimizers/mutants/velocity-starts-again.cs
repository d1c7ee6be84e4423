// The velocity is declared within the update, so it is zero again each time: the relic of notebook 05.
// cell: momentum
// fails: momentum: three updates
// fails: momentum: 20 random gradients for four weights
// fails: momentum: two rules side by side
Rule MomentumRule(int n, double eta, double mu)
{
    return (w, g) =>
    {
        var v = new double[n];
        for (var i = 0; i < n; i++)
        {
            v[i] = mu * v[i] + g[i];
            w[i] -= eta * v[i];
        }
    };
}
