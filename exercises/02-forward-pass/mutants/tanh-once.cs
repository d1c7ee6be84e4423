// The activation is applied after the first layer only.
// cell: network
// fails: three layers, random weights, a batch of 4
// fails: a batch of one
Tensor Forward(Tensor X, params (Tensor W, Tensor b)[] layers)
{
    var H = X;
    for (var l = 0; l < layers.Length; l++)
    {
        H = H.MatMul(layers[l].W.T) + layers[l].b;
        if (l == 0 && layers.Length > 1)
            H = H.Tanh();
    }
    return H;
}
