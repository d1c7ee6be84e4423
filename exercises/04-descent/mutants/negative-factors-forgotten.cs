// A factor below 0 is forgotten: its size is what is left of the distance.
// cell: rates
// fails: what an update leaves, curvatures 0.5 and 4, at rates 0.1, 0.48 and 0.6
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
double BestRate(double lambdaMin, double lambdaMax) => 2 / (lambdaMin + lambdaMax);
double Factor(double eta, double lambdaMin, double lambdaMax) => Math.Max(1 - eta * lambdaMin, 1 - eta * lambdaMax);
string[] Study(double[] rates, double lambdaMin, double lambdaMax) =>
    rates.Select(eta => eta * lambdaMax > 2 ? "diverges" : eta * lambdaMax > 1 ? "oscillates" : "converges").ToArray();
