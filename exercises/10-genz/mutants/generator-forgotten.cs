// The layers draw from the global generator, not from the one that is handed in.
// cell: network
// fails: one seed gives one start, another seed another
Sequential Network(int inputs, int[] hidden, Func<Module> activation, Rng rng)
{
    var layers = new List<Module>();
    foreach (var units in hidden)
    {
        layers.Add(new Linear(inputs, units, dtype: DType.Float64));
        layers.Add(activation());
        inputs = units;
    }
    layers.Add(new Linear(inputs, 1, dtype: DType.Float64));
    return new Sequential(layers.ToArray());
}
