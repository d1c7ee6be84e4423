// The best μ is taken without its square.
// cell: gain
// fails: best momentum for curvatures 0.5 and 8
// fails: best momentum for random curvatures
(double Eta, double Mu) BestMomentum(double lambdaMin, double lambdaMax)
{
    var (flat, steep) = (Math.Sqrt(lambdaMin), Math.Sqrt(lambdaMax));
    var factor = (steep - flat) / (steep + flat);       // the same as (√κ - 1) / (√κ + 1)
    return (4 / ((steep + flat) * (steep + flat)), factor);
}

int UpdatesNeeded(Rule rule, Func<double[], double[]> gradient, double[] start, double share)
{
    double Distance(double[] w) => Math.Sqrt(w.Sum(x => x * x));
    double[] w = [.. start];
    var goal = share * Distance(start);
    var updates = 0;
    while (updates < 10_000 && !(Distance(w) < goal))
    {
        rule(w, gradient(w));
        updates++;
    }
    return updates;
}
