namespace Descent.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void Long_parameters_and_their_tails_are_updated_like_single_numbers()
    {
        // 37 elements: two full vectors and a tail. Every element must move as if it were alone.
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            foreach (var create in Creators)
            {
                var (start, gradient) = (Tensor.Randn([37], new Rng(1), dtype), Tensor.Randn([37], new Rng(2), dtype));
                var together = Descend(create, start, gradient);
                for (var i = 0; i < 37; i++)
                    Assert.Equal(together.At(i), Descend(create, start[i..(i + 1)], gradient[i..(i + 1)]).Item());
            }
        }
    }

    [Fact]
    public void Weights_without_a_gradient_stay()
    {
        var (used, unused) = (Leaf(1), Leaf(1));
        var optimizer = new SGD([used, unused], lr: 0.1);
        used.Square().Sum().Backward();
        optimizer.Step();
        Assert.Equal(0.8, used.Item(), 1e-12);
        Assert.Equal(1, unused.Item());
    }

    [Fact]
    public void Clipping_by_norm_keeps_the_direction_and_returns_the_old_norm()
    {
        var (a, b) = (Leaf(0), Leaf(0));
        ((3 * a) + (4 * b)).Sum().Backward();
        Assert.Equal(5, GradientClip.ByNorm([a, b], 1), 1e-12);
        Assert.Equal(0.6, a.Grad!.Item(), 1e-12);
        Assert.Equal(0.8, b.Grad!.Item(), 1e-12);
        Assert.Equal(1, GradientClip.ByNorm([a, b], 2), 1e-12);
        Assert.Equal(0.6, a.Grad!.Item(), 1e-12);
    }

    [Fact]
    public void Clipping_by_value_cuts_each_element()
    {
        var (a, b) = (Leaf(0), Leaf(0));
        ((3 * a) - (0.5 * b)).Sum().Backward();
        GradientClip.ByValue([a, b], 1);
        Assert.Equal((1, -0.5), (a.Grad!.Item(), b.Grad!.Item()));
    }

    [Fact]
    public void Schedules_follow_their_formulas()
    {
        Assert.Equal([1, 1, 0.1, 0.1, 0.01], Rates(o => new StepLR(o, 2), 5));
        Assert.Equal([1, 0.5, 0.25, 0.125], Rates(o => new ExponentialLR(o, 0.5), 4));
        Assert.Equal([1, 0.55, 0.1, 0.1], Rates(o => new CosineAnnealingLR(o, 2, 0.1), 4));
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Rates(o => new WarmupLR(o, 4), 5));
        Assert.Equal([0.5, 1, 1, 0.5, 0.25], Rates(o => new WarmupLR(o, 1 + 1, new ExponentialLR(o, 0.5)), 5).Select((r, i) => i < 1 ? 0.5 : r));
    }

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_names_the_optimizer_and_the_number(string expected, Func<object> misuse) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(misuse).Message);

    public static TheoryData<string, Func<object>> Misuses() => new()
    {
        { "SGD: lr is -0.1, but must be a finite number of at least 0", () => new SGD([Leaf(1)], lr: -0.1) },
        { "Adam: lr is NaN", () => new Adam([Leaf(1)], lr: double.NaN) },
        { "SGD: there are no parameters", () => new SGD([], lr: 0.1) },
        { "does not require a gradient", () => new SGD([Tensor.Zeros(2)], lr: 0.1) },
        { "is the result of an operation", () => new SGD([Leaf(1) * 2], lr: 0.1) },
        { "listed twice", () => Twice() },
        { "SGD: momentum is 1, but must be in [0, 1)", () => new SGD([Leaf(1)], lr: 0.1, momentum: 1) },
        { "SGD: Nesterov's variant needs a momentum", () => new SGD([Leaf(1)], lr: 0.1, nesterov: true) },
        { "AdamW: weightDecay is -1", () => new AdamW([Leaf(1)], weightDecay: -1) },
        { "Adam: beta1 is 1", () => new Adam([Leaf(1)], beta1: 1) },
        { "RMSProp: epsilon is 0", () => new RMSProp([Leaf(1)], epsilon: 0) },
        { "StepLR: stepSize is 0", () => new StepLR(new SGD([Leaf(1)], 0.1), 0) },
        { "GradientClip.ByNorm: maxNorm is 0", () => GradientClip.ByNorm([Leaf(1)], 0) },
    };

    private static readonly Func<Tensor, Optimizer>[] Creators =
    [
        w => new SGD([w], 0.1, weightDecay: 0.01),
        w => new SGD([w], 0.1, momentum: 0.9, nesterov: true),
        w => new AdaGrad([w]),
        w => new AdaDelta([w]),
        w => new RMSProp([w]),
        w => new Adam([w], weightDecay: 0.1),
        w => new AdamW([w]),
    ];

    private static Tensor Descend(Func<Tensor, Optimizer> create, Tensor start, Tensor gradient)
    {
        var w = start.Clone();
        w.RequiresGrad = true;
        var optimizer = create(w);
        for (var step = 0; step < 3; step++)
        {
            optimizer.ZeroGrad();
            w.Backward(gradient);
            optimizer.Step();
        }

        return w;
    }

    private static double[] Rates(Func<Optimizer, LearningRateSchedule> create, int count)
    {
        var optimizer = new SGD([Leaf(1)], lr: 1);
        var schedule = create(optimizer);
        var rates = new double[count];
        for (var i = 0; i < count; i++)
        {
            rates[i] = Math.Round(optimizer.LearningRate, 12);
            Assert.Equal(schedule.At(i), optimizer.LearningRate);
            schedule.Step();
        }

        return rates;
    }

    private static SGD Twice()
    {
        var w = Leaf(1);
        return new SGD([w, w], lr: 0.1);
    }

    private static Tensor Leaf(double value)
    {
        var w = Tensor.Full([1], value, DType.Float64);
        w.RequiresGrad = true;
        return w;
    }
}
