// Other ways to the same, from the library or by hand, and another network.
// cell: split
(DataSet Learn, DataSet Judge) Split(DataSet data, int count, Rng rng)
{
    var all = data.Shuffle(rng.NextInt64());
    return (all.Subset(Enumerable.Range(count, all.Count - count).ToArray()), all.Take(count));
}
// cell: batches
List<(Tensor X, Tensor y)> Batches(DataSet data, int size, Rng rng) => new DataLoader(data, size, shuffle: true, seed: rng.NextInt64()).ToList();
// cell: loss
Tensor LossOf(Module model, Tensor X, Tensor y) => Loss.NegativeLogLikelihood(model.Forward(X).LogSoftmax(1), y);
// cell: step
double Step(Optimizer optimizer, Func<Tensor> loss)
{
    var value = loss();
    foreach (var parameter in optimizer.Parameters)
        parameter.ZeroGrad();
    value.Backward();
    var before = value.Item();
    optimizer.Step();
    return before;
}
// cell: predict
int[] Predict(Module model, Tensor images)
{
    var mode = model.IsTraining;
    var scores = model.Eval().Forward(images).Softmax(1).ToArray2D();
    if (mode)
        model.Train();
    return Enumerable.Range(0, images.Shape[0]).Select(i => Enumerable.Range(0, scores.GetLength(1)).MaxBy(k => scores[i, k])).ToArray();
}
// cell: move
double[,] Move(double[,] image, double down, double right)
{
    var (h, w) = (image.GetLength(0), image.GetLength(1));
    var moved = new double[h, w];
    for (var r = 0; r < h; r++)
        for (var c = 0; c < w; c++)
            for (var i = 0; i < h; i++)
                for (var j = 0; j < w; j++)
                    moved[r, c] += Math.Max(0, 1 - Math.Abs(r - down - i)) * Math.Max(0, 1 - Math.Abs(c - right - j)) * image[i, j];
    return moved;
}
// cell: reader
Func<Tensor, int[]> TrainReader(DataSet train, DataSet validation)
{
    // Moved by half a pixel in each direction, scaled with one mean and one deviation, with dropout and weight decay, in a loop of its own.
    var inputs = new List<Tensor> { train.Inputs };
    foreach (var (down, right) in new[] { (0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5) })
        inputs.Add(MoveAll(train.Inputs, () => (down, right)));
    var copies = new DataSet(
        Tensor.Concat(0, inputs.ToArray()), Tensor.Concat(0, inputs.Select(_ => train.Targets).ToArray()), classNames: train.ClassNames);
    var mean = copies.Inputs.Mean().Item();
    var deviation = Math.Sqrt((copies.Inputs - mean).Square().Mean().Item());
    var rng = new Rng(5);
    var model = new Sequential(new Linear(64, 128, rng: rng), new ReLU(), new Dropout(0.2, rng), new Linear(128, 10, rng: rng));
    var adam = new AdamW(model.Parameters(), lr: 5e-3, weightDecay: 0.01);
    for (var epoch = 0; epoch < 8; epoch++)
        foreach (var (x, y) in new DataLoader(copies, 50, shuffle: true, seed: epoch))
        {
            adam.ZeroGrad();
            Loss.CrossEntropy(model.Forward((x - mean) / deviation), y).Backward();
            adam.Step();
        }
    model.Eval();
    return images => model.Forward((images - mean) / deviation).ArgMax(1).ToArray<double>().Select(digit => (int)digit).ToArray();
}
