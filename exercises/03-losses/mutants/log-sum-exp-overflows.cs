// Log-sum-exp is written as the formula stands, and overflows.
// cell: cross-entropy
// fails: cross-entropy with scores in the ten thousands
double LogSumExp(double[] z) => Math.Log(z.Sum(Math.Exp));

double CrossEntropy(double[][] Z, int[] t)
{
    if (Z.Length != t.Length)
        throw new ArgumentException("lengths differ");
    var total = 0.0;
    for (var i = 0; i < Z.Length; i++)
        total += LogSumExp(Z[i]) - Z[i][t[i]];
    return total / Z.Length;
}
