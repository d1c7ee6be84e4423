// AtLeast puts the border on k itself, and so asks for more than k.
// cell: gates
// fails: at least 2 of 3, all eight cases
// fails: at least k of m, random k and m
double[] And() => new double[] { -1.5, 1, 1 };
double[] Or() => new double[] { -0.5, 1, 1 };
double[] Not() => new double[] { 0.5, -1 };
double[] Nand() => new double[] { 1.5, -1, -1 };
double[] AtLeast(int k, int m) => Enumerable.Repeat(1.0, m).Prepend(-k).ToArray();
