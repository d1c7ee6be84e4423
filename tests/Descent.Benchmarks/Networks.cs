namespace Descent.Benchmarks;

/// <summary>The networks that are measured: linear layers with ReLU between them, and batches to train them on.</summary>
internal static class Networks
{
    public static Sequential Create(ReadOnlySpan<int> sizes)
    {
        var rng = new Rng(1);
        var layers = new List<Module>();
        for (var i = 1; i < sizes.Length; i++)
        {
            layers.Add(new Linear(sizes[i - 1], sizes[i], rng: rng));
            if (i < sizes.Length - 1)
                layers.Add(new ReLU());
        }

        return new Sequential([.. layers]);
    }

    /// <summary>An optimizer by its name, with steps so small that the numbers stay ordinary however long it is measured.</summary>
    public static Optimizer Optimizer(string name, Module model) => name == "sgd" ? new SGD(model.Parameters(), lr: 1e-3) : new Adam(model.Parameters(), lr: 1e-5);

    public static Tensor Inputs(int rows, int features) => Tensor.From(Numbers.Fill<float>(rows * features, 1), rows, features);

    public static Tensor Labels(int rows, int classes) => Tensor.From([.. Enumerable.Range(0, rows).Select(i => (float)(i % classes))], rows);
}
