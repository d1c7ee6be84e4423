// The gates are right for exact inputs, but the borders of AND and NAND pass close by the corner (1, 1).
// cell: gates
// fails: all four gates, inputs off by up to 0.1
double[] And() => new double[] { -1.9, 1, 1 };
double[] Or() => new double[] { -0.5, 1, 1 };
double[] Not() => new double[] { 0.5, -1 };
double[] Nand() => new double[] { 1.9, -1, -1 };
double[] AtLeast(int k, int m) => Enumerable.Repeat(1.0, m).Prepend(0.5 - k).ToArray();
