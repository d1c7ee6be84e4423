// The weights are never changed.
// cell: step
// fails: losses of two steps, a linear net 2-1-2
// fails: losses of four steps
// fails: one step of a random net, noisy input and clean target
// fails: gradients left from before do not count
double Step(Module net, Optimizer optimizer, Tensor input, Tensor target)
{
    optimizer.ZeroGrad();
    var loss = Loss.MeanSquaredError(net.Forward(input), target);
    loss.Backward();
    return loss.Item();
}
