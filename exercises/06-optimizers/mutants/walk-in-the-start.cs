// The walk happens in the array of the start, and the goal is computed anew each time: it runs away as fast as the weights come near.
// cell: gain
// fails: updates of plain descent until 1/2, 1/10, 1/1000 of the distance
// fails: updates in a random bowl, with two rates that arrive and one that does not
(double Eta, double Mu) BestMomentum(double lambdaMin, double lambdaMax)
{
    var (flat, steep) = (Math.Sqrt(lambdaMin), Math.Sqrt(lambdaMax));
    var factor = (steep - flat) / (steep + flat);       // the same as (√κ - 1) / (√κ + 1)
    return (4 / ((steep + flat) * (steep + flat)), factor * factor);
}

int UpdatesNeeded(Rule rule, Func<double[], double[]> gradient, double[] start, double share)
{
    double Distance(double[] w) => Math.Sqrt(w.Sum(x => x * x));
    var w = start;
    var updates = 0;
    while (updates < 10_000 && !(Distance(w) < share * Distance(start)))
    {
        rule(w, gradient(w));
        updates++;
    }
    return updates;
}
