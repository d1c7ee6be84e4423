// The input layer is given biases too.
// cell: parameters
// fails: a network 4-10-3
// fails: a network 784-512-256-10
// fails: inputs alone, without any layer
int Parameters(params int[] sizes) => sizes.Sum() + Enumerable.Range(1, sizes.Length - 1).Sum(l => sizes[l - 1] * sizes[l]);
