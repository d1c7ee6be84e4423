// The activation is applied to the last layer's scores too.
// cell: network
// fails: one layer, three examples: the scores
// fails: two layers, three examples: the scores
// fails: three layers, random weights, a batch of 4
// fails: a batch of one
Tensor Forward(Tensor X, params (Tensor W, Tensor b)[] layers)
{
    var H = X;
    for (var l = 0; l < layers.Length; l++)
    {
        H = H.MatMul(layers[l].W.T) + layers[l].b;
        H = H.Tanh();
    }
    return H;
}
