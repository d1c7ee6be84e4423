// The smallest score is taken away instead of the largest.
// cell: softmax
// fails: softmax around -1000, around a million, and far apart
double[] Softmax(double[] z)
{
    var exponentials = z.Select(score => Math.Exp(score - z.Min())).ToArray();
    return exponentials.Select(e => e / exponentials.Sum()).ToArray();
}
