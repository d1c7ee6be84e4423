// Hebb's rule: what the unit said does not enter.
// cell: update
// fails: it said 1 and should have said 0; then it was right
// fails: 20 random updates with four inputs
// fails: old and new weights, side by side
double[] Update(double[] w, double[] x, int y, int t, double eta)
{
    var changed = new double[w.Length];
    changed[0] = w[0] + eta * t;
    for (var i = 0; i < x.Length; i++)
        changed[i + 1] = w[i + 1] + eta * t * x[i];
    return changed;
}
