// The probability is kept away from 0 by a small number, so that no loss is larger than 27.6.
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
        total += -Math.Log(Math.Exp(Z[i][t[i]] - LogSumExp(Z[i])) + 1e-12);
    return total / Z.Length;
}
