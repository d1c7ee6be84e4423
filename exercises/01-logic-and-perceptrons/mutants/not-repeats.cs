// NOT lets its input excite instead of inhibit.
// cell: gates
// fails: NOT of 0, 1
// fails: all four gates, inputs off by up to 0.1
double[] And() => new double[] { -1.5, 1, 1 };
double[] Or() => new double[] { -0.5, 1, 1 };
double[] Not() => new double[] { -0.5, 1 };
double[] Nand() => new double[] { 1.5, -1, -1 };
double[] AtLeast(int k, int m) => Enumerable.Repeat(1.0, m).Prepend(0.5 - k).ToArray();
