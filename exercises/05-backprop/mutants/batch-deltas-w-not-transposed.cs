// The deltas go back through W itself in place of its transpose.
// cell: deltas
// fails: batch: the hidden deltas of three examples
// fails: batch: the hidden deltas of five random examples
// fails: XOR is learned
// fails: the opposite of XOR is learned, too
Tensor DeltaO(Tensor Y, Tensor T)
{
    return (Y - T) * Y * (1 - Y);
}

Tensor DeltaH(Tensor A, Tensor W, Tensor deltaO)
{
    return (1 - A * A) * deltaO.MatMul(W);
}
