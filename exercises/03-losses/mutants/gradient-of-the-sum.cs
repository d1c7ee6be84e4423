// The gradient is that of the sum over the examples, not of the mean.
// cell: gradient
// fails: a batch of two
// fails: a random batch of 5, four classes
Tensor CrossEntropyGradient(Tensor Z, int[] t)
{
    var (n, k) = (Z.Shape[0], Z.Shape[1]);
    return Probabilities(Z) - Tensor.Eye(k, DType.Float64).IndexSelect(0, t);
}
