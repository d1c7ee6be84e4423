// The error is target minus prediction, so the gradient points the other way.
// cell: gradient
// fails: the errors of four examples
// fails: the gradient of the second example
// fails: the gradient of four examples
// fails: the gradient of each of nine random examples
// fails: the gradient of nine random examples
double Error(double[,] X, double[] y, double[] w, int k) => y[k] - w.Select((weight, j) => X[k, j] * weight).Sum();
double MeanLoss(double[,] X, double[] y, double[] w) => y.Select((_, k) => Error(X, y, w, k) * Error(X, y, w, k) / 2).Average();
double[] ExampleGradient(double[,] X, double[] y, double[] w, int k) => w.Select((_, j) => Error(X, y, w, k) * X[k, j]).ToArray();
double[] Gradient(double[,] X, double[] y, double[] w) => w.Select((_, j) => y.Select((_, k) => ExampleGradient(X, y, w, k)[j]).Average()).ToArray();
