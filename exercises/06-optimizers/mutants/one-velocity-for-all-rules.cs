// The velocity is a variable outside the function, so that all rules share the one of the rule made last.
// cell: momentum
// fails: momentum: two rules side by side
double[] v;

Rule MomentumRule(int n, double eta, double mu)
{
    v = new double[n];
    return (w, g) =>
    {
        for (var i = 0; i < n; i++)
        {
            v[i] = mu * v[i] + g[i];
            w[i] -= eta * v[i];
        }
    };
}
