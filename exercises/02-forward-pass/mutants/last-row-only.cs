// Only the last example of the batch is looked at, as one does who thinks of a single input.
// cell: network
// fails: one layer, three examples: the scores
// fails: two layers, three examples: the scores
// fails: three layers, random weights, a batch of 4
Tensor Forward(Tensor X, params (Tensor W, Tensor b)[] layers)
{
    var H = X[^1..];
    for (var l = 0; l < layers.Length; l++)
    {
        H = H.MatMul(layers[l].W.T) + layers[l].b;
        if (l < layers.Length - 1)
            H = H.Tanh();
    }
    return H;
}
