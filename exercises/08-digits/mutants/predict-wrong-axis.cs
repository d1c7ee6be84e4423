// The largest score of each class is looked for, not that of each image.
// cell: predict
// fails: six images, four classes, with dropout
// fails: 25 random images, seven classes, with dropout in the middle
int[] Predict(Module model, Tensor images)
{
    var wasTraining = model.IsTraining;
    model.Eval();
    using (NoGrad.Begin())
    {
        var digits = model.Forward(images).ArgMax(0);
        if (wasTraining)
            model.Train();
        return digits.ToArray<double>().Select(digit => (int)digit).ToArray();
    }
}
