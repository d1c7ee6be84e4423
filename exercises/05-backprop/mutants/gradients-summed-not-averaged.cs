// The factor 1/B is missing: the gradients are those of the sum over the batch.
// cell: gradients
// fails: gradient of V, four examples
// fails: gradient of b, four examples
// fails: gradient of W, four examples
// fails: gradient of c, four examples
// fails: gradients of both matrices, five random examples
// fails: gradients of both biases, five random examples
Net Gradients(Tensor X, Tensor A, Tensor deltaO, Tensor deltaH)
{
    var B = 1;
    return new Net(
        V: X.T.MatMul(deltaH) / B,
        b: deltaH.Sum(0) / B,
        W: A.T.MatMul(deltaO) / B,
        c: deltaO.Sum(0) / B);
}
