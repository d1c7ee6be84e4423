// The border of AND lies too low, so one input alone is enough: it is OR.
// cell: gates
// fails: AND of 00, 01, 10, 11
// fails: all four gates, inputs off by up to 0.1
double[] And() => new double[] { -0.5, 1, 1 };
double[] Or() => new double[] { -0.5, 1, 1 };
double[] Not() => new double[] { 0.5, -1 };
double[] Nand() => new double[] { 1.5, -1, -1 };
double[] AtLeast(int k, int m) => Enumerable.Repeat(1.0, m).Prepend(0.5 - k).ToArray();
