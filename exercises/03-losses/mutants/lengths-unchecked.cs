// Classes without an example are left over, and nobody says so.
// cell: cross-entropy
// fails: more classes than examples are refused
double LogSumExp(double[] z) => z.Max() + Math.Log(z.Sum(score => Math.Exp(score - z.Max())));

double CrossEntropy(double[][] Z, int[] t)
{
    var total = 0.0;
    for (var i = 0; i < Z.Length; i++)
        total += LogSumExp(Z[i]) - Z[i][t[i]];
    return total / Z.Length;
}
