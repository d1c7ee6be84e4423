// Sizes are not checked: the loop runs over the weights that are there.
// cell: unit
// fails: a unit with one weight too few is refused
int Output(double[] w, params double[] x)
{
    var h = w[0];
    for (var i = 1; i < w.Length; i++)
        h += w[i] * x[i - 1];
    return h > 0 ? 1 : 0;
}
