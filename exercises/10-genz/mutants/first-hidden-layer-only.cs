// Only the first hidden layer is built.
// cell: network
// fails: weights and biases of a network 2-16-8-1
// fails: what a network 2-2-2-1 answers, with given weights
// fails: what a network with three hidden layers of sigmoids answers
Sequential Network(int inputs, int[] hidden, Func<Module> activation, Rng rng)
{
    var layers = new List<Module>();
    foreach (var units in hidden.Take(1))
    {
        layers.Add(new Linear(inputs, units, rng: rng, dtype: DType.Float64));
        layers.Add(activation());
        inputs = units;
    }
    layers.Add(new Linear(inputs, 1, rng: rng, dtype: DType.Float64));
    return new Sequential(layers.ToArray());
}
