namespace Descent.Tests.Optimizers;

public sealed class LBFGSTests
{
    /// <summary>PyTorch 1.13, LBFGS([w], max_iter=4, history_size=3, line_search_fn="strong_wolfe"): loss before each step, w after it, evaluations so far.</summary>
    private static readonly (double Loss, double X, double Y, int Evaluations)[] RosenbrockPath =
    [
        (12.5, -1.4201365045001701, 2.023710425144713, 5),
        (5.861853124644989, -1.3479374965818183, 1.7813100097782786, 10),
        (5.639728005383398, -0.82975335509957, 0.6492160241516207, 16),
        (3.5022468093012553, -0.4515929577132879, 0.15833436790957672, 21),
        (2.3150748189237955, 0.056564218261094465, -0.02217403695043733, 27),
        (0.9544527667461811, 0.25074314273258325, 0.06779414693501463, 32),
        (0.5638084695063038, 0.5678804947258075, 0.30262232284253365, 38),
        (0.22619279801243983, 0.7201758421496899, 0.5230824741955058, 43),
    ];

    /// <summary>The same for a 2-4-1 tanh network, max_iter=10, history_size=5: loss before each step, evaluations so far.</summary>
    private static readonly (double Loss, int Evaluations)[] NetworkPath =
    [
        (0.6778532337174669, 13), (0.08458493069043992, 25), (0.01512337752673487, 37), (0.003128659640776247, 50), (0.0010100222427952017, 61),
    ];

    [Fact]
    public void Follows_PyTorch_on_Rosenbrock()
    {
        var w = Leaf(-1.5, 2);
        var optimizer = new LBFGS([w], maxIter: 4, historySize: 3);
        foreach (var (loss, x, y, evaluations) in RosenbrockPath)
        {
            Assert.Equal(loss, optimizer.Step(Closure(optimizer, () => Rosenbrock(w))).Item(), 1e-9);
            Assert.Equal(x, w.At(0), 1e-9);
            Assert.Equal(y, w.At(1), 1e-9);
            Assert.Equal(evaluations, optimizer.EvaluationCount);
        }

        Assert.Equal((28, 8), (optimizer.IterationCount, optimizer.StepCount));
    }

    [Fact]
    public void Follows_PyTorch_on_a_network()
    {
        var (x, y) = NetworkData();
        var model = Network();
        var optimizer = new LBFGS(model.Parameters(), maxIter: 10, historySize: 5);
        foreach (var (loss, evaluations) in NetworkPath)
        {
            Assert.Equal(loss, optimizer.Step(Closure(optimizer, () => Loss.MeanSquaredError(model.Forward(x), y))).Item(), 1e-9);
            Assert.Equal(evaluations, optimizer.EvaluationCount);
        }

        Assert.Equal(0.9076368884820215, model.Parameters()[3].Item(), 1e-6);
    }

    [Fact]
    public void Finds_Rosenbrocks_minimum()
    {
        var w = Leaf(-1.2, 1);
        var optimizer = new LBFGS([w], maxIter: 100, toleranceChange: 0, toleranceGrad: 1e-12);
        optimizer.Step(Closure(optimizer, () => Rosenbrock(w)));
        Assert.Equal(1, w.At(0), 1e-10);
        Assert.Equal(1, w.At(1), 1e-10);
        Assert.InRange(optimizer.EvaluationCount, 20, 80);
    }

    [Theory]
    [InlineData(2, DType.Float64, 1e-7)]
    [InlineData(6, DType.Float64, 1e-6)]
    [InlineData(6, DType.Float32, 1e-2)]
    public void A_quadratic_in_n_variables_takes_about_n_iterations(int n, DType dtype, double tolerance)
    {
        // With exact line searches it would be n; these are not exact. Gradient descent needs hundreds at this condition number.
        var curvatures = Tensor.From([.. Enumerable.Range(0, n).Select(i => Math.Pow(100, i / (n - 1.0)))]).To(dtype);
        var w = Tensor.Ones([n], dtype);
        w.RequiresGrad = true;
        var optimizer = new LBFGS([w], maxIter: (4 * n) + 4, toleranceChange: 0);
        optimizer.Step(Closure(optimizer, () => (curvatures * w.Square()).Sum()));
        Assert.All(w.ToArray<double>(), value => Assert.Equal(0, value, tolerance));
    }

    [Fact]
    public void No_step_ends_higher_than_it_began()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var rng = new Rng(seed);
            var (w, a) = (Tensor.Randn([5], rng, DType.Float64), Tensor.Randn([5, 5], rng, DType.Float64));
            w.RequiresGrad = true;
            var optimizer = new LBFGS([w], maxIter: 1, lr: 1 + (seed % 3 * 20)); // also starts that reach much too far
            var last = double.PositiveInfinity;
            for (var step = 0; step < 30; step++)
            {
                var loss = optimizer.Step(Closure(optimizer, () => (a.MatMul(w).Sin() + (0.1 * w.Square())).Sum())).Item();
                Assert.True(loss <= last, $"seed {seed}, step {step}: {loss} after {last}");
                last = loss;
            }
        }
    }

    [Fact]
    public void How_the_weights_are_cut_into_tensors_changes_nothing()
    {
        var whole = Leaf(-1.5, 2);
        var (x, y) = (Leaf(-1.5), Leaf(2));
        var (first, second) = (new LBFGS([whole], maxIter: 12), new LBFGS([x, y], maxIter: 12));
        first.Step(Closure(first, () => Rosenbrock(whole)));
        second.Step(Closure(second, () => ((1 - x).Square() + (100 * (y - x.Square()).Square())).Sum()));
        Assert.Equal((whole.At(0), whole.At(1)), (x.Item(), y.Item()));
    }

    [Fact]
    public void Starts_from_zero_gradients_also_where_the_closure_forgets_to()
    {
        var (w, v) = (Leaf(-1.5, 2), Leaf(-1.5, 2));
        var (careful, careless) = (new LBFGS([w]), new LBFGS([v]));
        careful.Step(Closure(careful, () => Rosenbrock(w)));
        careless.Step(() => Backward(Rosenbrock(v)));
        Assert.Equal(w.ToArray<double>(), v.ToArray<double>());
    }

    [Fact]
    public void Steps_back_from_where_the_loss_is_no_number()
    {
        // ln is NaN left of 0, and the first trial goes there: w - lr · 1.
        var w = Leaf(1);
        var optimizer = new LBFGS([w], lr: 3, maxIter: 50);
        optimizer.Step(Closure(optimizer, () => ((0.5 * w) - (0.1 * w.Log())).Sum()));
        Assert.Equal(0.2, w.Item(), 1e-6);
    }

    [Fact]
    public void Stays_where_the_gradient_is_zero()
    {
        var w = Leaf(1, 1);
        var optimizer = new LBFGS([w]);
        optimizer.Step(Closure(optimizer, () => Rosenbrock(w)));
        Assert.Equal((1, 0), (optimizer.EvaluationCount, optimizer.IterationCount));
    }

    [Fact]
    public void Weights_without_a_gradient_stay()
    {
        var (w, unused) = (Leaf(-1.5, 2), Leaf(7));
        var optimizer = new LBFGS([w, unused], maxIter: 5);
        optimizer.Step(Closure(optimizer, () => Rosenbrock(w)));
        Assert.Equal(7, unused.Item());
    }

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_says_what_would_fit(string expected, Action misuse) =>
        Assert.Contains(expected, Assert.ThrowsAny<SystemException>(misuse).Message);

    public static TheoryData<string, Action> Misuses() => new()
    {
        { "LBFGS: maxIter is 0, but must be at least 1", () => _ = new LBFGS([Leaf(1)], maxIter: 0) },
        { "LBFGS: maxEval is 0", () => _ = new LBFGS([Leaf(1)], maxEval: 0) },
        { "LBFGS: historySize is 0", () => _ = new LBFGS([Leaf(1)], historySize: 0) },
        { "LBFGS: toleranceGrad is -1", () => _ = new LBFGS([Leaf(1)], toleranceGrad: -1) },
        { "LBFGS: toleranceChange is NaN", () => _ = new LBFGS([Leaf(1)], toleranceChange: double.NaN) },
        { "LBFGS: lr is -1", () => _ = new LBFGS([Leaf(1)], lr: -1) },
        { "the parameters are Float64 on cpu and Float32 on cpu", () => _ = new LBFGS([Leaf(1), Single()]) },
        { "LBFGS: Step() needs a closure", () => new LBFGS([Leaf(1)]).Step() },
        { "the closure computed no gradients; it must call loss.Backward()", () => new LBFGS([Leaf(1)]).Step(() => Tensor.Scalar(1)) },
        { "the closure returned null", () => new LBFGS([Leaf(1)]).Step(() => null!) },
        { "returned a tensor of shape (2,); the loss must be a single number", () => new LBFGS([Leaf(1)]).Step(() => Tensor.Zeros(2)) },
        { "at the start of step 1 the loss is NaN", () => Minimize(w => (w - 2).Log().Sum()) },
        { "the loss is 0, but its gradient is not finite", () => Minimize(w => (w - 1).Sqrt().Sum()) },
    };

    private static void Minimize(Func<Tensor, Tensor> loss)
    {
        var w = Leaf(1);
        new LBFGS([w]).Step(() => Backward(loss(w)));
    }

    private static Func<Tensor> Closure(LBFGS optimizer, Func<Tensor> loss) => () =>
    {
        optimizer.ZeroGrad();
        return Backward(loss());
    };

    private static Tensor Backward(Tensor loss)
    {
        loss.Backward();
        return loss;
    }

    private static Tensor Rosenbrock(Tensor w)
    {
        var (x, y) = (w[0], w[1]);
        return (1 - x).Square() + (100 * (y - x.Square()).Square());
    }

    private static (Tensor X, Tensor Y) NetworkData()
    {
        var x = new double[12, 2];
        var y = new double[12, 1];
        for (var i = 0; i < 12; i++)
        {
            (x[i, 0], x[i, 1]) = (Math.Sin((3 * i) + 1), Math.Cos(5 * i));
            y[i, 0] = x[i, 0] * x[i, 1];
        }

        return (Tensor.From(x), Tensor.From(y));
    }

    private static Sequential Network()
    {
        var model = new Sequential(new Linear(2, 4, dtype: DType.Float64), new Tanh(), new Linear(4, 1, dtype: DType.Float64));
        var k = 0;
        using (NoGrad.Begin())
        {
            foreach (var parameter in model.Parameters())
                parameter.CopyFrom(Tensor.From(Enumerable.Range(0, parameter.Length).Select(_ => 0.5 * Math.Sin(++k)).ToArray(), parameter.Shape.ToArray()));
        }

        return model;
    }

    private static Tensor Leaf(params double[] values)
    {
        var w = Tensor.From(values);
        w.RequiresGrad = true;
        return w;
    }

    private static Tensor Single()
    {
        var w = Tensor.Zeros(2);
        w.RequiresGrad = true;
        return w;
    }
}
