// The slope of the hidden units is formed of tanh(A), as if the value A were still the sum.
// cell: deltas
// fails: batch: the hidden deltas of three examples
// fails: batch: the hidden deltas of five random examples
Tensor DeltaO(Tensor Y, Tensor T)
{
    return (Y - T) * Y * (1 - Y);
}

Tensor DeltaH(Tensor A, Tensor W, Tensor deltaO)
{
    return (1 - A.Tanh() * A.Tanh()) * deltaO.MatMul(W.T);
}
