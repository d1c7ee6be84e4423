// The last layer of the decoder has no activation.
// cell: halves
// fails: images from two layers
// fails: random codes and images, three layers each
// fails: a single layer each
Tensor Encode(Tensor X, params Linear[] layers)
{
    var h = layers[0].Forward(X);
    foreach (var layer in layers.Skip(1))
        h = layer.Forward(h.Tanh());
    return h;
}

Tensor Decode(Tensor Z, params Linear[] layers)
{
    var h = layers[0].Forward(Z);
    foreach (var layer in layers.Skip(1))
        h = layer.Forward(h.Tanh());
    return h;
}
