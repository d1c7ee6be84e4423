// Softmax is written as the formula stands, and overflows.
// cell: softmax
// fails: softmax of 1000, 1001, 1003
// fails: softmax around -1000, around a million, and far apart
double[] Softmax(double[] z)
{
    var total = z.Sum(Math.Exp);
    return z.Select(score => Math.Exp(score) / total).ToArray();
}
