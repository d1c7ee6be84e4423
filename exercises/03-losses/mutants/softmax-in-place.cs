// The given array is overwritten.
// cell: softmax
// fails: probabilities and scores, side by side
double[] Softmax(double[] z)
{
    var (largest, total) = (z.Max(), 0.0);
    for (var j = 0; j < z.Length; j++)
    {
        z[j] = Math.Exp(z[j] - largest);
        total += z[j];
    }
    for (var j = 0; j < z.Length; j++)
        z[j] /= total;
    return z;
}
