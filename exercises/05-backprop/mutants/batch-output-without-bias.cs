// The bias of the outputs is left out.
// cell: forward-batch
// fails: batch: the outputs Y of three examples
// fails: batch: A and Y of a random network
(Tensor A, Tensor Y) ForwardBatch(Tensor X, Net net)
{
    var A = (X.MatMul(net.V) + net.b).Tanh();
    var Y = (A.MatMul(net.W)).Sigmoid();
    return (A, Y);
}
