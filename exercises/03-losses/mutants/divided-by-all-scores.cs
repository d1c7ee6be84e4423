// It is divided by the number of scores, n k, instead of the number of examples.
// cell: gradient
// fails: one example with scores 2, 1, -1, class 1
// fails: a batch of two
// fails: a random batch of 5, four classes
// fails: a random batch of one, ten classes
Tensor CrossEntropyGradient(Tensor Z, int[] t)
{
    var (n, k) = (Z.Shape[0], Z.Shape[1]);
    return (Probabilities(Z) - Tensor.Eye(k, DType.Float64).IndexSelect(0, t)) / (n * k);
}
