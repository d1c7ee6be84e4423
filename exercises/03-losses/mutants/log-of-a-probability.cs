// The probability is computed first, rounded to 0, and its logarithm is infinite.
// cell: cross-entropy
// fails: sure and wrong: scores 0 and -1000, class 1
// fails: cross-entropy with scores in the ten thousands
double LogSumExp(double[] z) => z.Max() + Math.Log(z.Sum(score => Math.Exp(score - z.Max())));

double CrossEntropy(double[][] Z, int[] t)
{
    if (Z.Length != t.Length)
        throw new ArgumentException("lengths differ");
    var total = 0.0;
    for (var i = 0; i < Z.Length; i++)
        total += -Math.Log(Math.Exp(Z[i][t[i]] - LogSumExp(Z[i])));
    return total / Z.Length;
}
