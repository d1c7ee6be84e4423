using System.Text.Json.Serialization;

namespace Descent.Benchmarks.Peers;

/// <summary>Work that both sides do: written once for ours, and sent to the other side as JSON.</summary>
[JsonDerivedType(typeof(StepCase), "step")]
[JsonDerivedType(typeof(EpochCase), "epoch")]
[JsonDerivedType(typeof(InferenceCase), "inference")]
[JsonDerivedType(typeof(ProductCase), "product")]
[JsonDerivedType(typeof(FunctionCase), "function")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
internal abstract record PeerCase
{
    /// <summary>What is measured: layers, a size, a function.</summary>
    [JsonIgnore]
    public abstract string Title { get; }

    /// <summary>Rows a step and the optimizer, where there are such.</summary>
    [JsonIgnore]
    public virtual (int? Batch, string? Optimizer) Setting => (null, null);

    /// <summary>Sets the work up; the result does it once.</summary>
    public abstract Action Prepare();
}

/// <summary>A training step: gradients to zero, forward, loss, backward, update.</summary>
internal sealed record StepCase(int[] Sizes, int Batch, string Optimizer, string Loss = "crossEntropy") : PeerCase
{
    public override string Title => string.Join('-', Sizes);

    public override (int? Batch, string? Optimizer) Setting => (Batch, Optimizer);

    public override Action Prepare()
    {
        var x = Networks.Inputs(Batch, Sizes[0]);
        var y = Loss == "crossEntropy" ? Networks.Labels(Batch, Sizes[^1]) : x;
        var train = Training(Sizes, Optimizer, Loss);
        return () => train(x, y);
    }

    public static Action<Tensor, Tensor> Training(int[] sizes, string optimizerName, string lossName)
    {
        var model = Networks.Create(sizes);
        var optimizer = Networks.Optimizer(optimizerName, model);
        Func<Tensor, Tensor, Tensor> loss = lossName == "crossEntropy" ? Descent.Loss.CrossEntropy : Descent.Loss.MeanSquaredError;
        return (x, y) =>
        {
            optimizer.ZeroGrad();
            loss(model.Forward(x), y).Backward();
            optimizer.Step();
        };
    }
}

/// <summary>An epoch over as many rows as MNIST has, shuffled: the order, the batches, the steps.</summary>
internal sealed record EpochCase(int[] Sizes, int Batch, string Optimizer, int Rows = 60_000, string Loss = "crossEntropy") : PeerCase
{
    public override string Title => $"MNIST epoch {string.Join('-', Sizes)}";

    public override (int? Batch, string? Optimizer) Setting => (Batch, Optimizer);

    public override Action Prepare()
    {
        var loader = new DataLoader(new DataSet(Networks.Inputs(Rows, Sizes[0]), Networks.Labels(Rows, Sizes[^1])), Batch, shuffle: true, seed: 1);
        var train = StepCase.Training(Sizes, Optimizer, Loss);
        return () =>
        {
            foreach (var (x, y) in loader)
                train(x, y);
        };
    }
}

/// <summary>A network's answer.</summary>
internal sealed record InferenceCase(int[] Sizes, int Batch = 1) : PeerCase
{
    public override string Title => $"inference {string.Join('-', Sizes)}";

    public override (int? Batch, string? Optimizer) Setting => (Batch, null);

    public override Action Prepare()
    {
        var (model, x) = (Networks.Create(Sizes).Eval(), Networks.Inputs(Batch, Sizes[0]));
        return () =>
        {
            using (NoGrad.Begin())
                model.Forward(x);
        };
    }
}

/// <summary>The product of two square matrices.</summary>
internal sealed record ProductCase(int N) : PeerCase
{
    public override string Title => $"matrix product {N}";

    public override Action Prepare()
    {
        var (a, b) = (Networks.Inputs(N, N), Networks.Inputs(N, N));
        return () => a.MatMul(b);
    }
}

/// <summary>A function of a million numbers, row by row.</summary>
internal sealed record FunctionCase(string Name, int Rows = 1000, int Columns = 1000) : PeerCase
{
    public override string Title => $"{Name} of {Rows * Columns:N0}";

    public override Action Prepare()
    {
        var x = Networks.Inputs(Rows, Columns) * 4;
        return Name switch
        {
            "exp" => () => x.Exp(),
            "tanh" => () => x.Tanh(),
            "sigmoid" => () => x.Sigmoid(),
            "softmax" => () => x.Softmax(),
            _ => throw new ArgumentException($"no function '{Name}'"),
        };
    }
}
