namespace Descent.Tests.Layers;

public sealed class LayerTests
{
    [Fact]
    public void Parameters_of_a_module_of_ones_own_are_found_with_PyTorchs_names()
    {
        var net = new Net();
        Assert.Equal(["hidden.weight", "hidden.bias", "blocks.0.weight", "blocks.1.weight", "scale"], net.NamedParameters().Select(p => p.Name));
        Assert.Equal(
            ["hidden.weight", "hidden.bias", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var"],
            new Normed().State().Select(p => p.Name));
        Assert.Equal(4, new Normed().Parameters().Count);
    }

    [Fact]
    public void Training_and_evaluation_reach_every_inner_module()
    {
        var model = new Sequential(new Linear(2, 2), new Sequential(new Dropout(), new ReLU()));
        model.Eval();
        Assert.False(((Sequential)model[1])[0].IsTraining);
        model.Train();
        Assert.True(((Sequential)model[1])[0].IsTraining);
    }

    public static TheoryData<Module> Activations() => [new ReLU(), new LeakyReLU(0.2), new LeakyReLU(0), new LeakyReLU(-0.5), new Tanh(), new Sigmoid(), new Swish()];

    [Theory]
    [MemberData(nameof(Activations))]
    public void A_sequence_gives_the_bits_of_its_layers_one_by_one(Module activation)
    {
        var model = new Sequential(new Linear(3, 40, rng: new Rng(1)), activation, new Linear(40, 2, bias: false, rng: new Rng(2)), activation);
        Assert.Equal(Results(model.Forward), Results(x => model.Aggregate(x, (values, layer) => layer.Forward(values))));

        float[] Results(Func<Tensor, Tensor> forward)
        {
            var x = Tensor.Randn([5, 7, 3], new Rng(3));
            x.RequiresGrad = true;
            model.ZeroGrad();
            var y = forward(x);
            y.Backward(Tensor.Randn(y.Shape, new Rng(4)));
            return [.. y.ToArray<float>(), .. x.Grad!.ToArray<float>(), .. model.Parameters().SelectMany(parameter => parameter.Grad!.ToArray<float>())];
        }
    }

    [Fact]
    public void A_result_that_the_gradient_needs_must_not_be_changed()
    {
        var y = new Sequential(new Linear(3, 4), new Tanh()).Forward(Tensor.Ones(2, 3));
        var loss = y.Sum();
        using (NoGrad.Begin())
            y.Fill(0);
        Assert.StartsWith("Backward: the result of Linear with Tanh, a tensor of shape (2, 4), was changed in place", Assert.Throws<InvalidOperationException>(() => loss.Backward()).Message);
    }

    [Fact]
    public void Dropout_drops_its_share_keeps_the_mean_and_rests_in_evaluation()
    {
        var layer = new Dropout(0.25, new Rng(4));
        var x = Tensor.Ones(100_000);
        var y = layer.Forward(x);
        Assert.Equal(0.25, 1 - ((y > 0).Sum().Item() / y.Length), 0.01);
        Assert.Equal(1, y.Mean().Item(), 0.01);
        Assert.NotEqual(y.ToArray<float>(), layer.Forward(x).ToArray<float>());
        Assert.Same(x, layer.Eval().Forward(x));
        Assert.Throws<ArgumentException>(() => new Dropout(1));
    }

    [Fact]
    public void Dropout_repeats_its_masks_with_the_seed()
    {
        var x = Tensor.Ones(1001);
        Assert.Equal(new Dropout(0.5, new Rng(4)).Forward(x).ToArray<float>(), new Dropout(0.5, new Rng(4)).Forward(x).ToArray<float>());
    }

    [Fact]
    public void Batch_norm_makes_columns_standard_and_refuses_a_single_row()
    {
        var layer = new BatchNorm(3);
        var y = layer.Forward(Tensor.Randn([50, 3], new Rng(1)) * 7 + 3);
        for (var column = 0; column < 3; column++)
        {
            Assert.Equal(0, y[.., column].Mean().Item(), 1e-5);
            Assert.Equal(1, y[.., column].Var(0, unbiased: false).Item(), 1e-3);
        }

        Assert.Contains("batch of 1", Assert.Throws<ArgumentException>(() => layer.Forward(Tensor.Zeros(1, 3))).Message);
        Assert.Contains("(2, 4)", Assert.Throws<ArgumentException>(() => layer.Forward(Tensor.Zeros(2, 4))).Message);
        layer.Eval().Forward(Tensor.Zeros(1, 3));
    }

    [Fact]
    public void A_summary_lists_layers_shapes_and_parameters()
    {
        var summary = new Sequential(new Linear(784, 128), new ReLU(), new Dropout(), new Linear(128, 10)).Summary();
        Assert.Equal((784 * 128) + 128 + (128 * 10) + 10, summary.Parameters);
        Assert.Equal(["(n, 128)", "(n, 128)", "(n, 128)", "(n, 10)"], summary.Rows.Select(row => row.OutputShape));
        Assert.Contains("101,770", summary.ToString());
        Assert.Contains("Linear(784, 128)", summary.ToHtml());
    }

    [Fact]
    public void A_summary_needs_the_input_shape_only_where_it_cannot_know_it()
    {
        Assert.Contains("Summary(784)", Assert.Throws<ArgumentException>(() => new Sequential(new Flatten(), new Linear(64, 2)).Summary()).Message);
        Assert.Equal("(n, 2)", new Sequential(new Flatten(), new Linear(64, 2)).Summary(8, 8).Rows[^1].OutputShape);
    }

    [Fact]
    public void A_summary_leaves_running_statistics_and_the_training_mode_alone()
    {
        var norm = new BatchNorm(2);
        new Sequential(new Linear(3, 2), norm).Summary();
        Assert.True(norm.IsTraining);
        Assert.Equal([0, 0], norm.RunningMean.ToArray<float>());
    }

    [Theory]
    [InlineData("Xavier normal", 2.0 / 300)]
    [InlineData("Xavier uniform", 2.0 / 300)]
    [InlineData("He normal", 2.0 / 100)]
    [InlineData("He uniform", 2.0 / 100)]
    [InlineData("normal", 0.0004)]
    [InlineData("uniform", 0.01 / 3)]
    public void Initializers_have_the_variance_of_their_paper(string name, double variance)
    {
        var initializer = name switch
        {
            "Xavier normal" => Initializer.XavierNormal(),
            "Xavier uniform" => Initializer.XavierUniform(),
            "He normal" => Initializer.HeNormal(),
            "He uniform" => Initializer.HeUniform(),
            "normal" => Initializer.Normal(0.02),
            _ => Initializer.Uniform(0.1),
        };
        var w = initializer.Create([200, 100], 100, 200, new Rng(1)).Detach();
        Assert.Equal(0, w.Mean().Item(), Math.Sqrt(variance) * 0.03);
        Assert.Equal(1, w.Reshape(-1).Var(0).Item() / variance, 0.03);
    }

    [Fact]
    public void Bad_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(0, 3));
        Assert.Throws<ArgumentException>(() => new Sequential());
        Assert.Throws<ArgumentException>(() => new LayerNorm(3, epsilon: 0));
        Assert.Throws<ArgumentException>(() => new BatchNorm(3, momentum: 2));
        Assert.Throws<ArgumentException>(() => Initializer.Normal(-1).Create([2], 1, 1));
    }

    private sealed class Net : Module
    {
        private readonly Linear hidden = new(2, 3);
        private readonly Module[] blocks = [new Linear(3, 3, bias: false), new Linear(3, 1, bias: false)];
        private readonly Tensor scale = Initializer.Normal(1).Create([1], 1, 1);

        public override Tensor Forward(Tensor x) => blocks[1].Forward(blocks[0].Forward(hidden.Forward(x))) * scale;
    }

    private sealed class Normed : Module
    {
        public Linear Hidden { get; } = new(2, 3);

        public BatchNorm Norm { get; } = new(3);

        public override Tensor Forward(Tensor x) => Norm.Forward(Hidden.Forward(x));
    }
}
