// Bug 5 as it was: the network is asked in training mode.
// cell: predict
// fails: six images, four classes, with dropout
// fails: 25 random images, seven classes, with dropout in the middle
int[] Predict(Module model, Tensor images)
{
    var wasTraining = model.IsTraining;
    using (NoGrad.Begin())
    {
        var digits = model.Forward(images).ArgMax(1);
        if (wasTraining)
            model.Train();
        return digits.ToArray<double>().Select(digit => (int)digit).ToArray();
    }
}
