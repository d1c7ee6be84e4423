// The derivative of the logistic outputs is missing in the output deltas.
// cell: deltas
// fails: batch: the output deltas of three examples
// fails: batch: the output deltas of five random examples
Tensor DeltaO(Tensor Y, Tensor T)
{
    return (Y - T);
}

Tensor DeltaH(Tensor A, Tensor W, Tensor deltaO)
{
    return (1 - A * A) * deltaO.MatMul(W.T);
}
