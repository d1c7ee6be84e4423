// A sum of exactly 0 fires too.
// cell: unit
// fails: the lecture's unit at (-1, 2), (1, 2) and (1, -1)
int Output(double[] w, params double[] x)
{
    if (w.Length != x.Length + 1)
        throw new ArgumentException("sizes differ");
    var h = w[0];
    for (var i = 0; i < x.Length; i++)
        h += w[i + 1] * x[i];
    return h >= 0 ? 1 : 0;
}
