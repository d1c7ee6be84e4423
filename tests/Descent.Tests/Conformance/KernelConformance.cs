using Descent.Backends;

namespace Descent.Tests.Conformance;

/// <summary>
/// What every device must compute: values and gradients against the processor's in Float64, on shapes that are empty, single, odd, and larger
/// than a group of threads; and training that goes as it does on the processor.
/// </summary>
/// <param name="device">The device under test.</param>
public abstract class KernelConformance(Device device)
{
    private static readonly int[][] Shapes = [[0], [1], [3, 5], [2, 3, 7], [33, 9]];

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Apply, double Low, double High)> Unaries = new()
    {
        ["negate"] = (x => -x, -3, 3),
        ["add scalar"] = (x => x + 1.25, -3, 3),
        ["multiply scalar"] = (x => x * -0.75, -3, 3),
        ["divide scalar"] = (x => x / 7, -3, 3),
        ["abs"] = (x => x.Abs(), -3, 3),
        ["square"] = (x => x.Square(), -3, 3),
        ["sqrt"] = (x => x.Sqrt(), 0.01, 9),
        ["reciprocal"] = (x => x.Reciprocal(), 0.2, 3),
        ["power 3"] = (x => x.Pow(3), -3, 3),
        ["power 2.5"] = (x => x.Pow(2.5), 0.1, 4),
        ["power -2"] = (x => x.Pow(-2), 0.5, 4),
        ["exp"] = (x => x.Exp(), -20, 20),
        ["log"] = (x => x.Log(), 0.001, 50),
        ["log near 1"] = (x => x.Log(), 0.99, 1.01),
        ["log clamped"] = (x => x.LogClamped(), 0.001, 2),
        ["sin"] = (x => x.Sin(), -40, 40),
        ["cos"] = (x => x.Cos(), -40, 40),
        ["tanh"] = (x => x.Tanh(), -4, 4),
        ["tanh near 0"] = (x => x.Tanh(), -0.1, 0.1),
        ["sigmoid"] = (x => x.Sigmoid(), -12, 8),
        ["relu"] = (x => x.ReLU(), -3, 3),
        ["leaky relu"] = (x => x.LeakyReLU(0.1), -3, 3),
        ["elu"] = (x => x.ELU(), -6, 6),
        ["swish"] = (x => x.Swish(), -10, 10),
        ["softplus"] = (x => x.Softplus(), -30, 30),
        ["gelu"] = (x => x.GELU(), -6, 6),
        ["clamp"] = (x => x.Clamp(-1, 0.5), -3, 3),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Binaries = new()
    {
        ["add"] = (x, y) => x + y,
        ["subtract"] = (x, y) => x - y,
        ["multiply"] = (x, y) => x * y,
        ["divide"] = (x, y) => x / y,
        ["maximum"] = (x, y) => x.Maximum(y),
        ["minimum"] = (x, y) => x.Minimum(y),
    };

    private static readonly (int[] Left, int[] Right)[] Broadcasts =
    [
        ([0, 3], [1, 3]), ([5, 1, 7], [1, 6, 7]), ([300], []), ([], [4, 5]), ([12, 9], [9]), ([12, 9], [12, 1]), ([2, 3, 2, 1, 2, 2], [1, 3, 1, 3, 1, 2]), ([3, 1, 2, 1, 2, 1], [1, 2, 1, 3, 1, 2]),
    ];

    private static readonly (string Name, int[] Shape, Func<Tensor, Tensor> Apply)[] Reductions =
    [
        ("sum of nothing", [0], x => x.Sum()), ("sum of no rows", [0, 3], x => x.Sum(0)), ("sum of one", [1, 1], x => x.Sum()), ("sum of all", [70, 33], x => x.Sum()), ("sum of many", [20_000], x => x.Sum()),
        ("sum of rows", [70, 33], x => x.Sum(1)), ("sum of columns", [70, 33], x => x.Sum(0)), ("sum in the middle", [3, 50, 7], x => x.Sum(1, keepDims: true)), ("mean", [5, 70], x => x.Mean(1)),
        ("variance", [9, 5], x => x.Var(0)), ("maximum of all", [700], x => x.Max()), ("maximum of rows", [5, 70], x => x.Max(1)), ("minimum of columns", [70, 5], x => x.Min(0)),
        ("log-sum-exp", [4, 40], x => x.LogSumExp(1)), ("softmax", [9, 70], x => x.Softmax(1)), ("softmax of one", [3, 1], x => x.Softmax(1)), ("softmax in the middle", [3, 5, 4], x => x.Softmax(1)),
        ("softmax of nothing", [0, 4], x => x.Softmax(1)), ("log-softmax", [9, 70], x => x.LogSoftmax()), ("log-softmax of columns", [6, 3], x => x.LogSoftmax(0)),
    ];

    private static readonly (string Name, int[] Shape, Func<Tensor, Tensor> Apply)[] Layouts =
    [
        ("transpose", [33, 9], x => x.T), ("transpose of nothing", [0, 3], x => x.T), ("permute", [3, 4, 5], x => x.Permute(2, 0, 1)), ("permute six axes", [2, 3, 2, 3, 2, 2], x => x.Permute(5, 3, 1, 4, 2, 0)),
        ("slice", [9, 8, 3], x => x[2..7, TensorIndex.Every(3, ..), ^1]), ("concat", [5, 4], x => Tensor.Concat(1, x, x * 2, x)), ("stack", [5, 4], x => Tensor.Stack(1, x, x * 2)), ("expand", [4, 1, 3], x => x.Expand([4, 5, 3])),
        ("reshape", [4, 6], x => x.Reshape(8, 3)), ("index select", [6, 5], x => x.IndexSelect(0, 5, 0, 0, 3, 5, 5, 1)), ("index select of columns", [6, 5], x => x.IndexSelect(1, 4, 0, 4)),
        ("index select of nothing", [6, 5], x => x.IndexSelect(0)), ("gather", [4, 5], x => x.Gather(1, Tensor.From(new double[,] { { 0, 0 }, { 4, 1 }, { 2, 2 }, { 3, 0 } }).To(x.DType).To(x.Device))),
    ];

    private static readonly (int[] A, int[] B)[] Products =
    [
        ([1, 1], [1, 1]), ([3, 5], [5, 2]), ([33, 17], [17, 65]), ([64, 32], [32, 32]), ([0, 3], [3, 4]), ([3, 0], [0, 4]), ([40, 100], [100, 36]), ([130, 9], [9, 140]), ([2, 3, 4], [4, 5]),
        ([2, 3, 4], [2, 4, 5]), ([2, 1, 3, 4], [3, 4, 2]), ([3, 4], [2, 4, 5]),
    ];

    private static readonly (string Name, Func<IEnumerable<Tensor>, Optimizer> Create)[] Optimizers =
    [
        ("sgd", w => new SGD(w, 0.05, weightDecay: 0.01)), ("momentum", w => new SGD(w, 0.02, momentum: 0.9)), ("nesterov", w => new SGD(w, 0.02, momentum: 0.9, nesterov: true)), ("adagrad", w => new AdaGrad(w, 0.1)),
        ("rmsprop", w => new RMSProp(w, 0.01, weightDecay: 0.01)), ("adadelta", w => new AdaDelta(w)), ("adam", w => new Adam(w, 0.02, weightDecay: 0.01)), ("adamw", w => new AdamW(w, 0.02)),
    ];

    public static TheoryData<string, DType> UnaryCases() => Cases(Unaries.Keys);

    public static TheoryData<string, DType> BinaryCases() => Cases(Binaries.Keys);

    public static TheoryData<string, DType> ReductionCases() => Cases(Reductions.Select(c => c.Name));

    public static TheoryData<string, DType> LayoutCases() => Cases(Layouts.Select(c => c.Name));

    public static TheoryData<string, DType> ProductCases() => Cases(Products.Select(c => $"{new Shape(c.A)} x {new Shape(c.B)}"));

    public static TheoryData<string> OptimizerCases() => [.. Optimizers.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(UnaryCases))]
    public void Functions_of_one_number(string name, DType dtype)
    {
        var (apply, low, high) = Unaries[name];
        foreach (var shape in Shapes)
            Compare(name, dtype, inputs => apply(inputs[0]), Random(shape, low, high, 1));
    }

    [Theory]
    [MemberData(nameof(BinaryCases))]
    public void Functions_of_two_numbers_broadcast(string name, DType dtype)
    {
        foreach (var (left, right) in Broadcasts)
            Compare($"{name} {new Shape(left)} {new Shape(right)}", dtype, inputs => Binaries[name](inputs[0], inputs[1]), Random(left, -3, 3, 1), Random(right, 0.5, 3, 2));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Comparisons(DType dtype)
    {
        var (x, y) = (Tensor.From([1.0, 2, 3, double.NaN]).To(dtype).To(device), Tensor.From([2.0, 2, 2, 2]).To(dtype).To(device));
        Assert.Equal([0.0, 0, 1, 0], (x > y).ToArray<double>());
        Assert.Equal([0.0, 1, 0, 0], x.EqualTo(y).ToArray<double>());
        Assert.Equal([0.0, 0, 1, 0], (x > 2).ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(ReductionCases))]
    public void Reductions_along_axes(string name, DType dtype)
    {
        var (_, shape, apply) = Reductions.Single(c => c.Name == name);
        Compare(name, dtype, inputs => apply(inputs[0]), Random(shape, -2, 2, 3));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Places_of_the_largest_are_the_first_ones_and_NaN_wins(DType dtype)
    {
        var values = new double[,] { { 1, 5, 5, 2 }, { double.NaN, 9, 1, double.NaN }, { 3, double.NegativeInfinity, 3, 3 } };
        var x = Tensor.From(values).To(dtype).To(device);
        Assert.Equal([1.0, 0, 0], x.ArgMax(1).ToArray<double>());
        Assert.Equal([0.0, 0, 1], x.ArgMin(1).ToArray<double>());
        Assert.Equal([1.0, 1, 0, 1], x.ArgMax(0).ToArray<double>());
        var many = Random([1, 900], -1, 1, 5);
        Assert.Equal(many.ArgMax(1).Item(), many.To(dtype).To(device).ArgMax(1).Item());
    }

    [Theory]
    [MemberData(nameof(LayoutCases))]
    public void Elements_are_moved_and_picked(string name, DType dtype)
    {
        var (_, shape, apply) = Layouts.Single(c => c.Name == name);
        Compare(name, dtype, inputs => apply(inputs[0]), Random(shape, -2, 2, 4));
    }

    [Theory]
    [MemberData(nameof(ProductCases))]
    public void Matrix_products(string name, DType dtype)
    {
        var (a, b) = Products.Single(c => $"{new Shape(c.A)} x {new Shape(c.B)}" == name);
        Compare(name, dtype, inputs => inputs[0].MatMul(inputs[1]), Random(a, -1, 1, 5), Random(b, -1, 1, 6));
    }

    [Theory]
    [InlineData(1, 4, 3, DType.Float32)]
    [InlineData(37, 50, 33, DType.Float32)]
    [InlineData(37, 50, 33, DType.Float64)]
    [InlineData(128, 20, 10, DType.Float32)]
    public void Linear_layers(int batch, int inFeatures, int outFeatures, DType dtype) =>
        Compare("linear", dtype, inputs => inputs[0].Linear(inputs[1], inputs[2]), Random([batch, inFeatures], -1, 1, 7), Random([outFeatures, inFeatures], -1, 1, 8), Random([outFeatures], -1, 1, 9));

    [Theory]
    [InlineData(UnaryKind.ReLU, 0, DType.Float32)]
    [InlineData(UnaryKind.LeakyReLU, 0.1, DType.Float32)]
    [InlineData(UnaryKind.Tanh, 0, DType.Float32)]
    [InlineData(UnaryKind.Tanh, 0, DType.Float64)]
    [InlineData(UnaryKind.Sigmoid, 0, DType.Float32)]
    public void Linear_layers_apply_the_activation_after_them(UnaryKind kind, double a, DType dtype)
    {
        Compare("with bias", dtype, inputs => inputs[0].Linear(inputs[1], inputs[2], new(kind, a)), Random([2, 9, 50], -1, 1, 7), Random([33, 50], -1, 1, 8), Random([33], -1, 1, 9));
        Compare("without", dtype, inputs => inputs[0].Linear(inputs[1], null, new(kind, a)), Random([50], -1, 1, 7), Random([3, 50], -1, 1, 8));
    }

    [Theory]
    [InlineData(5, 2, 0, DType.Float32)]
    [InlineData(9, 10, 0, DType.Float64)]
    [InlineData(9, 70, 0.1, DType.Float32)]
    public void Cross_entropy_of_labels_and_of_probabilities(int rows, int classes, double smoothing, DType dtype)
    {
        var labels = Enumerable.Range(0, rows).Select(row => row * 7 % classes).ToArray();
        Compare("labels", dtype, inputs => Loss.CrossEntropy(inputs[0], labels, smoothing), Random([rows, classes], -5, 5, 10));
        var probabilities = Random([rows, classes], -1, 1, 11).Softmax(1);
        Compare("probabilities", dtype, inputs => Loss.CrossEntropy(inputs[0], probabilities.To(dtype).To(inputs[0].Device), smoothing), Random([rows, classes], -5, 5, 10));
    }

    [Fact]
    public void Large_scores_keep_the_loss_finite()
    {
        var logits = Tensor.From(new double[,] { { 1000, -1000, 0 }, { -3000, -3000, -3001 } }).To(DType.Float32).To(device);
        Compare("large", DType.Float32, inputs => Loss.CrossEntropy(inputs[0], [1, 2]), logits.To(Device.Cpu).To(DType.Float64));
        Assert.Equal(2000, Loss.CrossEntropy(logits[..1], [1]).Item());
    }

    [Fact]
    public void A_label_that_is_no_class_is_an_error_at_the_latest_when_the_loss_is_read()
    {
        var logits = Random([4, 3], -1, 1, 12).To(device);
        var error = Assert.Throws<ArgumentException>(() => Loss.CrossEntropy(logits, [0, 1, 5, 2]).Item());
        Assert.StartsWith("CrossEntropy: target 5 in row 2 is not a class index", error.Message);
        Assert.True(double.IsFinite(Loss.CrossEntropy(logits, [0, 1, 2, 2]).Item()));
    }

    [Fact]
    public void Labels_that_are_no_classes_are_reported_in_repeated_steps_again_and_again()
    {
        var weight = Random([3, 4], -1, 1, 15).To(device);
        weight.RequiresGrad = true;
        var model = new Multiply(weight);
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, new SGD([weight], lr: 0), [2, 4], [2]);
        var x = Random([2, 4], -1, 1, 16).To(device);
        var (right, wrong) = (Tensor.From([0.0, 1]).To(device), Tensor.From([0.0, 3]).To(device));
        for (var i = 0; i < 3; i++)
        {
            step.Run(x, right);
            Assert.True(double.IsFinite(step.Loss.Item()));
            var error = Assert.Throws<ArgumentException>(() =>
            {
                step.Run(x, wrong);
                step.Loss.Item();
            });
            Assert.StartsWith("CrossEntropy: target 3 in row 1 is not a class index", error.Message);
            using (NoGrad.Begin())
                weight.Fill(0.5);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1027)]
    public void Dropout_draws_the_same_masks_everywhere(int length)
    {
        Assert.Equal(Masks(Device.Cpu), Masks(device));

        float[] Masks(Device where)
        {
            var (dropout, x) = (new Dropout(0.3, new Rng(42)), Tensor.Ones(length).To(where));
            return [.. dropout.Forward(x).ToArray<float>(), .. dropout.Forward(x).ToArray<float>()];
        }
    }

    [Theory]
    [InlineData(0, DType.Float32)]
    [InlineData(1, DType.Float32)]
    [InlineData(301, DType.Float32)]
    [InlineData(301, DType.Float64)]
    public void Random_numbers_are_those_of_the_generator(int length, DType dtype)
    {
        // From any place in the sequence: four numbers are made at a time.
        for (var drawn = 0; drawn < 4; drawn++)
        {
            var (oneByOne, there) = (new Rng(7), new Rng(7));
            for (var i = 0; i < drawn; i++)
                Assert.Equal(oneByOne.NextUInt32(), there.NextUInt32());
            Assert.Equal(Draw(oneByOne.NextDouble).ToArray<double>(), Tensor.Rand([length], there, dtype, device).ToArray<double>());
            AssertClose("normal", Draw(() => oneByOne.NextNormal()), Tensor.Randn([length], there, dtype, device), dtype);
            Assert.Equal(oneByOne.NextUInt32(), there.NextUInt32());
        }

        Tensor Draw(Func<double> next) => Tensor.From([.. Enumerable.Range(0, length).Select(_ => next())]).To(dtype);
    }

    [Fact]
    public void Tensors_are_made_on_the_device()
    {
        Tensor[] made = [Tensor.Zeros([2], device: device), Tensor.Ones([2], DType.Float64, device), Tensor.Full([2], 0.5, device: device), Tensor.Rand([2], device: device), Tensor.Randn([2], device: device)];
        Assert.All(made, tensor => Assert.Same(device, tensor.Device));
        Assert.Equal([0.0, 0, 1, 1, 0.5, 0.5], made[..3].SelectMany(tensor => tensor.ToArray<double>()));
    }

    [Fact]
    public void Noise_is_new_in_each_repeated_step()
    {
        Assert.Equal(Losses(captured: false), Losses(captured: true));

        double[] Losses(bool captured)
        {
            var model = new Noisy(new Linear(3, 2, rng: new Rng(1)), new Rng(2));
            model.To(device);
            var optimizer = new SGD(model.Parameters(), lr: 0.1);
            var (x, y) = (Random([5, 3], -1, 1, 3).To(DType.Float32).To(device), Random([5, 2], -1, 1, 4).To(DType.Float32).To(device));
            var step = TrainingStep.Capture(model, Loss.MeanSquaredError, optimizer, [5, 3], [5, 2]);
            return [.. Enumerable.Range(0, 4).Select(_ =>
            {
                if (captured)
                {
                    step.Run(x, y);
                    return step.Loss.Item();
                }

                optimizer.ZeroGrad();
                var loss = Loss.MeanSquaredError(model.Forward(x), y);
                loss.Backward();
                optimizer.Step();
                return loss.Item();
            })];
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerCases))]
    public void Thirty_steps_of_an_optimizer(string name)
    {
        // More weights than one launch takes, of odd lengths.
        Assert.All(Walk(Device.Cpu).Zip(Walk(device)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        float[] Walk(Device where)
        {
            var weights = Enumerable.Range(1, 11).Select(i => Tensor.Randn([i * 5], new Rng(i)).To(where)).ToList();
            weights.ForEach(weight => weight.RequiresGrad = true);
            var optimizer = Optimizers.Single(c => c.Name == name).Create(weights);
            for (var step = 0; step < 30; step++)
            {
                optimizer.ZeroGrad();
                foreach (var weight in weights)
                    weight.Backward(weight.Detach());
                optimizer.Step();
            }

            return [.. weights.SelectMany(weight => weight.ToArray<float>())];
        }
    }

    [Fact]
    public void Types_are_converted()
    {
        var x = Random([7], -3, 3, 13);
        Assert.Equal(x.ToArray<float>(), x.To(device).To(DType.Float32).ToArray<float>());
        Assert.Equal(x.To(DType.Float32).ToArray<double>(), x.To(DType.Float32).To(device).To(DType.Float64).ToArray<double>());
    }

    [Fact]
    public void Elements_are_read_and_written_one_by_one()
    {
        var x = Random([4, 3], -3, 3, 14);
        var there = x.To(device);
        Assert.Equal(x.At(2, 1), there.At(2, 1));
        there[1] = Tensor.From([7.0, 8, 9]).To(device);
        Assert.Equal([7.0, 8, 9], there[1].ToArray<double>());
        Assert.Equal(x[2].ToArray<double>(), there[2].ToArray<double>());
    }

    [Fact]
    public void A_hundred_steps_of_training_follow_the_processors()
    {
        var (here, there) = (Train(Device.Cpu, steps: 100), Train(device, steps: 100));
        Assert.All(here.Zip(there), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-3 * pair.First));
    }

    [Fact]
    public void The_same_training_gives_the_same_bits() => Assert.Equal(Train(device, steps: 15), Train(device, steps: 15));

    [Fact]
    public void A_captured_step_gives_the_same_bits() => Assert.Equal(Train(device, steps: 15), Train(device, steps: 15, captured: true));

    private static double[] Train(Device where, int steps, bool captured = false)
    {
        var data = Iris.Load().Shuffle(seed: 1).To(where);
        var model = new Sequential(new Linear(4, 8, rng: new Rng(1)), new Tanh(), new Dropout(0.1, new Rng(2)), new Linear(8, 3, rng: new Rng(3)));
        model.To(where);
        var optimizer = new Adam(model.Parameters(), lr: 0.02);
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [15, 4], [15]);
        var losses = new List<double>();
        while (losses.Count < steps)
        {
            foreach (var (x, y) in new DataLoader(data, batchSize: 15).Take(steps - losses.Count))
            {
                if (captured)
                {
                    step.Run(x, y);
                    losses.Add(step.Loss.Item());
                    continue;
                }

                optimizer.ZeroGrad();
                var loss = Loss.CrossEntropy(model.Forward(x), y);
                loss.Backward();
                optimizer.Step();
                losses.Add(loss.Item());
            }
        }

        return [.. losses];
    }

    /// <summary>A layer that gets its inputs with normal and with uniform noise.</summary>
    private sealed class Noisy(Linear layer, Rng rng) : Module
    {
        private readonly Linear layer = layer;

        public override Tensor Forward(Tensor x) =>
            layer.Forward(x + (Tensor.Randn(x.Shape, rng, x.DType, x.Device) * 0.1) + Tensor.Rand(x.Shape, rng, x.DType, x.Device));
    }

    private sealed class Multiply(Tensor weight) : Module
    {
        private readonly Tensor weight = weight;

        public override Tensor Forward(Tensor x) => x.Linear(weight);
    }

    /// <summary>Values and gradients on the device against those of the processor in Float64, from the same (rounded) inputs.</summary>
    private void Compare(string what, DType dtype, Func<Tensor[], Tensor> apply, params Tensor[] inputs)
    {
        var rounded = inputs.Select(input => input.To(dtype)).ToArray();
        var expected = Differentiate(apply, [.. rounded.Select(input => input.To(DType.Float64).Clone())]);
        var actual = Differentiate(apply, [.. rounded.Select(input => input.To(device).Clone())]);
        for (var i = 0; i < expected.Count; i++)
            AssertClose($"{what}, {dtype}, {(i == 0 ? "value" : $"gradient {i}")}", expected[i], actual[i], dtype);
    }

    private static List<Tensor> Differentiate(Func<Tensor[], Tensor> apply, Tensor[] inputs)
    {
        foreach (var input in inputs)
            input.RequiresGrad = true;
        var output = apply(inputs);
        output.Backward(Random(output.Shape.ToArray(), 0.5, 1.5, 99).To(output.DType).To(output.Device));
        return [output, .. inputs.Select(input => input.Grad!)];
    }

    private static void AssertClose(string what, Tensor expected, Tensor actual, DType dtype)
    {
        Assert.Equal((expected.Shape, dtype), (actual.Shape, actual.DType));
        var (wanted, got) = (expected.ToArray<double>(), actual.ToArray<double>());
        var (relative, floor) = dtype == DType.Float64 ? (1e-9, 1e-11) : (1e-4, 3e-6);
        var largest = wanted.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < wanted.Length; i++)
        {
            var allowed = (relative * Math.Abs(wanted[i])) + (floor * largest);
            Assert.True(Math.Abs(wanted[i] - got[i]) <= allowed, $"{what}[{i}]: the processor has {wanted[i]:R}, the device {got[i]:R}, allowed {allowed:G3}");
        }
    }

    private static Tensor Random(int[] shape, double low, double high, int seed) => (Tensor.Rand(new Shape(shape), new Rng(seed), DType.Float64) * (high - low)) + low;

    private static TheoryData<string, DType> Cases(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, DType>();
        foreach (var name in names)
        {
            cases.Add(name, DType.Float32);
            cases.Add(name, DType.Float64);
        }

        return cases;
    }
}
