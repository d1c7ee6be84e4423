// A new loader with the same seed deals out the same order in each epoch.
// cell: train
// fails: every image once an epoch, in ever new orders
// Trains the net in place.
void Train(Module net, Tensor images, Func<Tensor, Tensor> corrupt, int epochs, long seed)
{
    var optimizer = new Adam(net.Parameters(), lr: 0.01);
    for (var epoch = 0; epoch < epochs; epoch++)
        foreach (var (clean, _) in new DataLoader(new DataSet(images, images), 64, shuffle: true, seed: seed))
        {
            optimizer.ZeroGrad();
            Loss.MeanSquaredError(net.Forward(corrupt(clean)), clean).Backward();
            optimizer.Step();
        }
}
