// The gradients of the biases are the deltas themselves, not summed over the batch.
// cell: gradients
// fails: gradient of b, four examples
// fails: gradient of c, four examples
// fails: gradients of both biases, five random examples
Net Gradients(Tensor X, Tensor A, Tensor deltaO, Tensor deltaH)
{
    var B = X.Shape[0];
    return new Net(
        V: X.T.MatMul(deltaH) / B,
        b: deltaH / B,
        W: A.T.MatMul(deltaO) / B,
        c: deltaO / B);
}
