// The noisy image is the target, too.
// cell: train
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
            var input = corrupt(clean);
            Loss.MeanSquaredError(net.Forward(input), input).Backward();
            optimizer.Step();
        }
}
