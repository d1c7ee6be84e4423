// Loss and gradient are summed over the examples, not averaged.
// cell: gradient
// fails: the loss of four examples
// fails: the gradient of four examples
// fails: the loss of nine random examples
// fails: the gradient of nine random examples
double Error(double[,] X, double[] y, double[] w, int k) => w.Select((weight, j) => X[k, j] * weight).Sum() - y[k];
double MeanLoss(double[,] X, double[] y, double[] w) => y.Select((_, k) => Error(X, y, w, k) * Error(X, y, w, k) / 2).Sum();
double[] ExampleGradient(double[,] X, double[] y, double[] w, int k) => w.Select((_, j) => Error(X, y, w, k) * X[k, j]).ToArray();
double[] Gradient(double[,] X, double[] y, double[] w) => w.Select((_, j) => y.Select((_, k) => ExampleGradient(X, y, w, k)[j]).Sum()).ToArray();
