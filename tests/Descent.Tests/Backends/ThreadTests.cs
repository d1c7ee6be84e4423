namespace Descent.Tests.Backends;

/// <summary>How many threads there are, and what other threads do, changes no bit of any result.</summary>
public sealed class ThreadTests
{
    /// <summary>More elements than those from which kernels share the work, and not a multiple of any chunk.</summary>
    private const int Large = (1 << 18) + 77;

    public static TheoryData<string, Func<Tensor, Tensor>> Kernels => new()
    {
        { "unary", x => x.Exp() + x.Tanh() + x.Sigmoid() + x.GELU() + x.Softplus() + x.ReLU() },
        { "binary", x => (x * (x + 1)) - (x / (x.Square() + 1)) },
        { "broadcast", x => x[..(1 << 18)].Reshape(512, 512) * x[..512] },
        { "sum", x => x.Sum() },
        { "sum of rows", x => x[..(1 << 18)].Reshape(512, 512).Sum(0) },
        { "sum of columns", x => x[..(1 << 18)].Reshape(512, 512).Sum(1) },
        { "variance", x => x[..(1 << 18)].Reshape(4, 1 << 16).Var(1) },
        { "softmax", x => x[..(1 << 18)].Reshape(1024, 256).Softmax() },
        { "log softmax", x => x[..(1 << 18)].Reshape(256, 1024).LogSoftmax(0) },
        { "cross-entropy", x => Loss.CrossEntropy(x[..(1 << 18)].Reshape(1 << 14, 16), Tensor.Zeros([1 << 14], x.DType), 0.1) },
        { "product", x => x[..(1 << 18)].Reshape(512, 512).MatMul(x[77..].Reshape(512, 512)) },
        { "batched product", x => x[..(1 << 18)].Reshape(4, 256, 256).MatMul(x[77..].Reshape(4, 256, 256)) },
        { "linear", x => x[..(1 << 18)].Reshape(512, 512).Linear(x[77..].Reshape(512, 512), x[..512]) },
        { "transpose", x => x[..(1 << 18)].Reshape(512, 512).Transpose() * 1 },
        { "dropout", x => new Dropout(0.5, new Rng(4)).Forward(x) },
        { "noise", x => x * Tensor.Randn(x.Shape, new Rng(4), x.DType) * Tensor.Rand(x.Shape, new Rng(5), x.DType) },
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_and_its_gradient_give_the_same_bits_for_any_number_of_threads(string kernel, Func<Tensor, Tensor> compute)
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            var expected = With(1, () => ResultAndGradient(compute, dtype));
            Assert.Equal(expected, With(2, () => ResultAndGradient(compute, dtype)));
            Assert.True(expected.AsSpan().SequenceEqual(With(5, () => ResultAndGradient(compute, dtype))), kernel);
        }
    }

    public static TheoryData<string, Func<Tensor, Optimizer>> Optimizers => new()
    {
        { "SGD", w => new SGD([w], 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01) },
        { "AdaGrad", w => new AdaGrad([w]) },
        { "AdaDelta", w => new AdaDelta([w]) },
        { "RMSProp", w => new RMSProp([w]) },
        { "Adam", w => new Adam([w]) },
        { "AdamW", w => new AdamW([w]) },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_gives_the_same_bits_for_any_number_of_threads(string name, Func<Tensor, Optimizer> create)
    {
        long[] Weights()
        {
            var w = Tensor.Randn([Large], new Rng(5));
            w.RequiresGrad = true;
            var optimizer = create(w);
            for (var step = 0; step < 3; step++)
            {
                optimizer.ZeroGrad();
                w.Square().Sum().Backward();
                optimizer.Step();
            }

            return Bits(w);
        }

        var expected = With(1, Weights);
        Assert.True(expected.AsSpan().SequenceEqual(With(2, Weights)), name);
        Assert.True(expected.AsSpan().SequenceEqual(With(5, Weights)), name);
    }

    [Fact]
    public void Trainings_at_the_same_time_do_not_disturb_each_other()
    {
        var alone = Enumerable.Range(0, 3).Select(seed => Train(seed)).ToArray();
        var together = new long[3][];
        var threads = Enumerable.Range(0, 3).Select(seed => new Thread(() => together[seed] = Train(seed))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_scope_without_gradients_on_one_thread_leaves_others_recording()
    {
        var recording = false;
        var other = new Thread(() => recording = NoGrad.IsRecording);
        using (ExecutionContext.SuppressFlow())
        using (NoGrad.Begin())
            other.UnsafeStart();
        other.Join();
        Assert.True(recording);
    }

    [Fact]
    public async Task A_scope_without_gradients_goes_through_an_await_and_ends_with_it()
    {
        for (var round = 0; round < 50; round++)
        {
            using (NoGrad.Begin())
            {
                await Task.Run(() => Assert.False(NoGrad.IsRecording), TestContext.Current.CancellationToken);
                await Task.Yield();
                Assert.False(NoGrad.IsRecording);
            }

            Assert.True(NoGrad.IsRecording);
            Assert.True(await Task.Run(() => NoGrad.IsRecording, TestContext.Current.CancellationToken));
        }
    }

    private static long[] Train(int seed)
    {
        var rng = new Rng(seed);
        var data = new DataSet(Tensor.Randn([200, 6], rng), Tensor.Randn([200, 1], rng));
        var model = new Sequential(new Linear(6, 32, rng: rng), new BatchNorm(32), new ReLU(), new Dropout(0.2, rng), new Linear(32, 1, rng: rng));
        new Trainer(model, new Adam(model.Parameters()), Loss.MeanSquaredError) { Seed = seed }.Fit(data, data, epochs: 15);
        return [.. model.State().SelectMany(pair => Bits(pair.Tensor))];
    }

    private static long[] ResultAndGradient(Func<Tensor, Tensor> compute, DType dtype)
    {
        var x = Tensor.Randn([Large], new Rng(6), dtype);
        x.RequiresGrad = true;
        var y = compute(x);
        y.Backward(Tensor.Randn(y.Shape, new Rng(7), dtype));
        return [.. Bits(y), .. Bits(x.Grad!)];
    }

    private static long[] Bits(Tensor tensor) => Array.ConvertAll(tensor.ToArray<double>(), BitConverter.DoubleToInt64Bits);

    private static T With<T>(int threads, Func<T> compute)
    {
        var before = Device.CpuThreadCount;
        Device.CpuThreadCount = threads;
        try
        {
            return compute();
        }
        finally
        {
            Device.CpuThreadCount = before;
        }
    }
}
