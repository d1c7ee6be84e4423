// The classes are taken off the first row only.
// cell: gradient
// fails: a batch of two
// fails: a random batch of 5, four classes
Tensor CrossEntropyGradient(Tensor Z, int[] t)
{
    var (n, k) = (Z.Shape[0], Z.Shape[1]);
    var y = new double[n, k];
    foreach (var c in t)
        y[0, c] = 1;
    return (Probabilities(Z) - Tensor.From(y)) / n;
}
