// The code is squeezed by tanh, like the layers before it.
// cell: halves
// fails: codes from two layers
// fails: random codes and images, three layers each
// fails: a single layer each
Tensor Encode(Tensor X, params Linear[] layers)
{
    var h = layers[0].Forward(X);
    foreach (var layer in layers.Skip(1))
        h = layer.Forward(h.Tanh());
    return h.Tanh();
}

Tensor Decode(Tensor Z, params Linear[] layers)
{
    var h = layers[0].Forward(Z);
    foreach (var layer in layers.Skip(1))
        h = layer.Forward(h.Tanh());
    return h.Sigmoid();
}
