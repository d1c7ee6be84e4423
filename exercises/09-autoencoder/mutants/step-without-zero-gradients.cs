// The gradients are never set to zero.
// cell: step
// fails: losses of four steps
// fails: gradients left from before do not count
double Step(Module net, Optimizer optimizer, Tensor input, Tensor target)
{
    var loss = Loss.MeanSquaredError(net.Forward(input), target);
    loss.Backward();
    optimizer.Step();
    return loss.Item();
}
