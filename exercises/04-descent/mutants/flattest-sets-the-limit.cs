// The flattest direction is thought to set the limit; the steepest one does.
// cell: rates
// fails: the largest and the best rate for curvatures 0.5 and 4
// fails: a study of six rates, curvatures 0.5 and 4
// fails: rates and factors for random curvatures
// fails: a study of 30 random rates
(double Min, double Max) Curvatures(double[,] X)
{
    var n = X.GetLength(0);
    double Mean(int i, int j) => Enumerable.Range(0, n).Average(k => X[k, i] * X[k, j]);
    var (middle, half) = ((Mean(0, 0) + Mean(1, 1)) / 2, (Mean(0, 0) - Mean(1, 1)) / 2);
    var root = Math.Sqrt(half * half + Mean(0, 1) * Mean(0, 1));
    return (middle - root, middle + root);
}

double LargestRate(double lambdaMin, double lambdaMax) => 2 / lambdaMin;
double BestRate(double lambdaMin, double lambdaMax) => 2 / (lambdaMin + lambdaMax);
double Factor(double eta, double lambdaMin, double lambdaMax) => Math.Max(Math.Abs(1 - eta * lambdaMin), Math.Abs(1 - eta * lambdaMax));
string[] Study(double[] rates, double lambdaMin, double lambdaMax) =>
    rates.Select(eta => eta * lambdaMin > 2 ? "diverges" : eta * lambdaMin > 1 ? "oscillates" : "converges").ToArray();
