// The gradients of all steps add up.
// cell: train
// fails: held-out images through two numbers
// fails: digits told apart by their two numbers
// fails: noisy images, cleaned
// Trains the net in place.
void Train(Module net, Tensor images, Func<Tensor, Tensor> corrupt, int epochs, long seed)
{
    var loader = new DataLoader(new DataSet(images, images), 64, shuffle: true, seed: seed);
    var optimizer = new Adam(net.Parameters(), lr: 0.01);
    for (var epoch = 0; epoch < epochs; epoch++)
        foreach (var (clean, _) in loader)
        {
            Loss.MeanSquaredError(net.Forward(corrupt(clean)), clean).Backward();
            optimizer.Step();
        }
}
