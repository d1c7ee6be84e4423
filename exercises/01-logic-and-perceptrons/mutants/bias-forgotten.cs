// The bias is not added.
// cell: unit
// fails: a unit with three inputs, all eight cases
// fails: 100 random units with five inputs
int Output(double[] w, params double[] x)
{
    if (w.Length != x.Length + 1)
        throw new ArgumentException("sizes differ");
    var h = 0.0;
    for (var i = 0; i < x.Length; i++)
        h += w[i + 1] * x[i];
    return h > 0 ? 1 : 0;
}
