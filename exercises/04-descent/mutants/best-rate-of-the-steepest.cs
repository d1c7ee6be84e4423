// The best rate is taken to be 1/λmax, which is best for the steepest direction only.
// cell: rates
// fails: the largest and the best rate for curvatures 0.5 and 4
// fails: rates and factors for random curvatures
(double Min, double Max) Curvatures(double[,] X)
{
    var n = X.GetLength(0);
    double Mean(int i, int j) => Enumerable.Range(0, n).Average(k => X[k, i] * X[k, j]);
    var (middle, half) = ((Mean(0, 0) + Mean(1, 1)) / 2, (Mean(0, 0) - Mean(1, 1)) / 2);
    var root = Math.Sqrt(half * half + Mean(0, 1) * Mean(0, 1));
    return (middle - root, middle + root);
}

double LargestRate(double lambdaMin, double lambdaMax) => 2 / lambdaMax;
double BestRate(double lambdaMin, double lambdaMax) => 1 / lambdaMax;
double Factor(double eta, double lambdaMin, double lambdaMax) => Math.Max(Math.Abs(1 - eta * lambdaMin), Math.Abs(1 - eta * lambdaMax));
string[] Study(double[] rates, double lambdaMin, double lambdaMax) =>
    rates.Select(eta => eta * lambdaMax > 2 ? "diverges" : eta * lambdaMax > 1 ? "oscillates" : "converges").ToArray();
