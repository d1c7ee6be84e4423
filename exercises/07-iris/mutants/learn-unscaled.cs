// The measurements are not scaled at all.
// cell: recipe
// fails: flowers in millimetres and metres
Func<Tensor, Tensor> Learn(DataSet train, DataSet validation, long seed)
{
    Func<Tensor, Tensor> scale = x => x;
    var rng = new Rng(seed);
    var model = new Sequential(new Linear(4, 16, rng: rng), new ReLU(), new Linear(16, 3, rng: rng));
    var trainer = new Trainer(model, new Adam(model.Parameters(), lr: 0.01), Loss.CrossEntropy)
    {
        BatchSize = 16, Seed = seed, EarlyStopping = new EarlyStopping(patience: 20),
    };
    trainer.Fit(train.WithInputs(scale(train.Inputs)), validation.WithInputs(scale(validation.Inputs)), epochs: 200);
    return inputs =>
    {
        using (NoGrad.Begin())
            return model.Forward(scale(inputs));
    };
}
