// The output gets the activation too; it has to be linear.
// cell: network
// fails: what a network 2-2-2-1 answers, with given weights
// fails: what a network with three hidden layers of sigmoids answers
// fails: what a network without hidden layers answers
Sequential Network(int inputs, int[] hidden, Func<Module> activation, Rng rng)
{
    var layers = new List<Module>();
    foreach (var units in hidden)
    {
        layers.Add(new Linear(inputs, units, rng: rng, dtype: DType.Float64));
        layers.Add(activation());
        inputs = units;
    }
    layers.Add(new Linear(inputs, 1, rng: rng, dtype: DType.Float64));
    layers.Add(activation());
    return new Sequential(layers.ToArray());
}
