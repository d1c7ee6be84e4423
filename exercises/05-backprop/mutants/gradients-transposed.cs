// The matrix products are taken the other way round, which transposes the gradients.
// cell: gradients
// fails: gradient of V, four examples
// fails: gradient of W, four examples
// fails: gradients of both matrices, five random examples
// fails: XOR is learned
// fails: the opposite of XOR is learned, too
Net Gradients(Tensor X, Tensor A, Tensor deltaO, Tensor deltaH)
{
    var B = X.Shape[0];
    return new Net(
        V: deltaH.T.MatMul(X) / B,
        b: deltaH.Sum(0) / B,
        W: deltaO.T.MatMul(A) / B,
        c: deltaO.Sum(0) / B);
}
