// The biases are not counted.
// cell: parameters
// fails: a network 4-10-3
// fails: a network 784-512-256-10
int Parameters(params int[] sizes) => Enumerable.Range(1, sizes.Length - 1).Sum(l => sizes[l - 1] * sizes[l]);
