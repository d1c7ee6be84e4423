// The entries on the Hessian's diagonal are taken for its eigenvalues.
// cell: rates
// fails: curvatures for the inputs 0, 1, 2
// fails: curvatures for eight random inputs
(double Min, double Max) Curvatures(double[,] X)
{
    var n = X.GetLength(0);
    double Mean(int j) => Enumerable.Range(0, n).Average(k => X[k, j] * X[k, j]);
    return (Math.Min(Mean(0), Mean(1)), Math.Max(Mean(0), Mean(1)));
}

double LargestRate(double lambdaMin, double lambdaMax) => 2 / lambdaMax;
double BestRate(double lambdaMin, double lambdaMax) => 2 / (lambdaMin + lambdaMax);
double Factor(double eta, double lambdaMin, double lambdaMax) => Math.Max(Math.Abs(1 - eta * lambdaMin), Math.Abs(1 - eta * lambdaMax));
string[] Study(double[] rates, double lambdaMin, double lambdaMax) =>
    rates.Select(eta => eta * lambdaMax > 2 ? "diverges" : eta * lambdaMax > 1 ? "oscillates" : "converges").ToArray();
