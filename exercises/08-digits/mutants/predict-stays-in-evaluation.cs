// The network stays in evaluation mode, so that dropout is off for the rest of the training.
// cell: predict
// fails: is it in training afterwards, when it was, and when it was not?
int[] Predict(Module model, Tensor images)
{
    model.Eval();
    using (NoGrad.Begin())
    {
        var digits = model.Forward(images).ArgMax(1);
        return digits.ToArray<double>().Select(digit => (int)digit).ToArray();
    }
}
