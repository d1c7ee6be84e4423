// The factor 1/B stands in the deltas already.
// cell: deltas
// fails: batch: the output deltas of three examples
// fails: batch: the output deltas of five random examples
// fails: XOR is learned
// fails: the opposite of XOR is learned, too
Tensor DeltaO(Tensor Y, Tensor T)
{
    return (Y - T) * Y * (1 - Y) / Y.Shape[0];
}

Tensor DeltaH(Tensor A, Tensor W, Tensor deltaO)
{
    return (1 - A * A) * deltaO.MatMul(W.T);
}
