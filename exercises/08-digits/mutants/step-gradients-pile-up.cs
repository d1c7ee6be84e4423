// Bug 4 as it was: the gradients are never set to zero.
// cell: step
// fails: the sum of squares: the weights after three updates
// fails: the sum of squares: the losses of three updates
// fails: a random loss with momentum: the weights after five updates
// fails: one update when something else has left gradients behind
double Step(Optimizer optimizer, Func<Tensor> loss)
{
    var value = loss();
    value.Backward();
    optimizer.Step();
    return value.Item();
}
