// The gradients are set to zero after the update, too late for what was there before.
// cell: step
// fails: one update when something else has left gradients behind
double Step(Optimizer optimizer, Func<Tensor> loss)
{
    var value = loss();
    value.Backward();
    optimizer.Step();
    optimizer.ZeroGrad();
    return value.Item();
}
