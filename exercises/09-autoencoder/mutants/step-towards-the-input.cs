// The target is the input, whatever target is given.
// cell: step
// fails: one step of a random net, noisy input and clean target
double Step(Module net, Optimizer optimizer, Tensor input, Tensor target)
{
    optimizer.ZeroGrad();
    var loss = Loss.MeanSquaredError(net.Forward(input), input);
    loss.Backward();
    optimizer.Step();
    return loss.Item();
}
