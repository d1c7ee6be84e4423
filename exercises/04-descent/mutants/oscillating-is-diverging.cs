// Every rate that jumps to the other side is said to diverge.
// cell: rates
// fails: a study of six rates, curvatures 0.5 and 4
// fails: a study of 30 random rates
(double Min, double Max) Curvatures(double[,] X)
{
    var n = X.GetLength(0);
    double Mean(int i, int j) => Enumerable.Range(0, n).Average(k => X[k, i] * X[k, j]);
    var (middle, half) = ((Mean(0, 0) + Mean(1, 1)) / 2, (Mean(0, 0) - Mean(1, 1)) / 2);
    var root = Math.Sqrt(half * half + Mean(0, 1) * Mean(0, 1));
    return (middle - root, middle + root);
}

double LargestRate(double lambdaMin, double lambdaMax) => 2 / lambdaMax;
double BestRate(double lambdaMin, double lambdaMax) => 2 / (lambdaMin + lambdaMax);
double Factor(double eta, double lambdaMin, double lambdaMax) => Math.Max(Math.Abs(1 - eta * lambdaMin), Math.Abs(1 - eta * lambdaMax));
string[] Study(double[] rates, double lambdaMin, double lambdaMax) =>
    rates.Select(eta => eta * lambdaMax > 1 ? "diverges" : "converges").ToArray();
