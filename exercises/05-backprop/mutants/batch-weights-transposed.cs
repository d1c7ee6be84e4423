// The weights are transposed, as one does with those of the library's Linear.
// cell: forward-batch
// fails: batch: the hidden signals A of three examples
// fails: batch: the outputs Y of three examples
// fails: batch: A and Y of a random network
// fails: XOR is learned
// fails: the opposite of XOR is learned, too
(Tensor A, Tensor Y) ForwardBatch(Tensor X, Net net)
{
    var A = (X.MatMul(net.V.T) + net.b).Tanh();
    var Y = (A.MatMul(net.W.T) + net.c).Sigmoid();
    return (A, Y);
}
