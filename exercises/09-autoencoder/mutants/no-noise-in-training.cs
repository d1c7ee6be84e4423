// The net is trained on clean images, and corrupt never asked.
// cell: train
// fails: images in each batch, 150 images, two epochs
// fails: every image once an epoch, in ever new orders
// fails: noisy images, cleaned
// Trains the net in place.
void Train(Module net, Tensor images, Func<Tensor, Tensor> corrupt, int epochs, long seed)
{
    var loader = new DataLoader(new DataSet(images, images), 64, shuffle: true, seed: seed);
    var optimizer = new Adam(net.Parameters(), lr: 0.01);
    for (var epoch = 0; epoch < epochs; epoch++)
        foreach (var (clean, _) in loader)
        {
            optimizer.ZeroGrad();
            Loss.MeanSquaredError(net.Forward(clean), clean).Backward();
            optimizer.Step();
        }
}
