using System.Text.Json.Nodes;

namespace Descent.Tests.Conformance;

/// <summary>Optimizer paths and a whole training run on a device against PyTorch's.</summary>
public abstract class TrainingConformance(Device device)
{
    public static TheoryData<int, string> Paths()
    {
        var cases = new TheoryData<int, string>();
        var list = GoldenFile.Read("optimizers");
        for (var i = 0; i < list.Count; i++)
            cases.Add(i, $"{list[i]!["optimizer"]} {list[i]!["function"]} {list[i]!["attrs"]!.ToJsonString()}");
        return cases;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Optimizers_follow_PyTorchs_path(int index, string name)
    {
        var golden = GoldenFile.Read("optimizers")[index]!;
        var w = Tensor.From(golden["start"]!.ToDoubles()).To(device);
        w.RequiresGrad = true;
        var optimizer = Create(golden["optimizer"]!.GetValue<string>(), golden["attrs"]!, [w]);
        var (path, losses) = (golden["path"]!.AsArray(), golden["loss"]!.ToDoubles());

        for (var step = 0; step < losses.Length; step++)
        {
            optimizer.ZeroGrad();
            var loss = Function(golden["function"]!.GetValue<string>(), w);
            loss.Backward();
            optimizer.Step();

            AssertClose(losses[step], loss.Item(), $"{name}: loss before step {step + 1}");
            var point = path[step + 1]!.ToDoubles();
            AssertClose(point[0], w.At(0), $"{name}: x after step {step + 1}");
            AssertClose(point[1], w.At(1), $"{name}: y after step {step + 1}");
        }
    }

    [Fact]
    public void A_training_run_follows_PyTorchs()
    {
        var golden = GoldenFile.Read("training")[0]!;
        var model = new Sequential(
            new Linear(4, 8, dtype: DType.Float64), new Tanh(), new Linear(8, 5, dtype: DType.Float64), new ReLU(), new Linear(5, 3, dtype: DType.Float64));
        using (NoGrad.Begin())
        {
            foreach (var (name, parameter) in model.NamedParameters())
                parameter.CopyFrom(golden["init"]![name]!.ToTensor(DType.Float64));
        }

        model.To(device);
        var attributes = golden["optimizer"]!;
        var optimizer = Create(attributes["name"]!.GetValue<string>(), attributes, model.Parameters());
        var (x, y) = (golden["x"]!.ToTensor(DType.Float64).To(device), golden["y"]!.ToInts());
        var step = 0;
        foreach (var expected in golden["losses"]!.ToDoubles())
        {
            optimizer.ZeroGrad();
            var loss = Loss.CrossEntropy(model.Forward(x), y);
            loss.Backward();
            optimizer.Step();
            AssertClose(expected, loss.Item(), $"loss of step {++step}");
        }

        foreach (var (name, parameter) in model.NamedParameters())
            GoldenFile.AssertClose(golden["final"]![name]!, parameter, name);
    }

    private static Tensor Function(string name, Tensor w)
    {
        var (x, y) = (w[0], w[1]);
        return name switch
        {
            "rosenbrock" => (1 - x).Square() + (100 * (y - x.Square()).Square()),
            "bowl" => (3 * x.Square()) + (0.5 * y.Square()) + (x * y),
            _ => throw new NotSupportedException(name),
        };
    }

    private static Optimizer Create(string name, JsonNode attrs, IReadOnlyList<Tensor> parameters)
    {
        var (lr, decay) = (attrs.Number("lr"), attrs.Number("weightDecay"));
        return name switch
        {
            "sgd" => new SGD(parameters, lr, attrs.Number("momentum"), attrs["nesterov"]?.GetValue<bool>() ?? false, decay),
            "adagrad" => new AdaGrad(parameters, lr, attrs.Number("eps", 1e-10), decay),
            "adadelta" => new AdaDelta(parameters, lr, attrs.Number("rho", 0.9), attrs.Number("eps", 1e-6), decay),
            "rmsprop" => new RMSProp(parameters, lr, attrs.Number("alpha", 0.99), attrs.Number("eps", 1e-8), decay),
            "adam" => new Adam(parameters, lr, attrs.Number("beta1", 0.9), attrs.Number("beta2", 0.999), attrs.Number("eps", 1e-8), decay),
            "adamw" => new AdamW(parameters, lr, attrs.Number("beta1", 0.9), attrs.Number("beta2", 0.999), attrs.Number("eps", 1e-8), attrs.Number("weightDecay", 0.01)),
            _ => throw new NotSupportedException(name),
        };
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{what}: PyTorch {expected:R}, Descent {actual:R}");
}
