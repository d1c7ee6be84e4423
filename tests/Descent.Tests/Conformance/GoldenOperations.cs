using System.Text.Json.Nodes;

namespace Descent.Tests.Conformance;

/// <summary>PyTorch's names for what Descent computes.</summary>
internal static class GoldenOperations
{
    /// <summary>Operations of later lectures: not in the library yet.</summary>
    public static readonly string[] NotYet = ["conv2d", "maxPool2d", "avgPool2d", "attention"];

    public static Tensor Apply(string op, JsonNode? attrs, Tensor[] inputs, DType dtype)
    {
        var x = inputs[0];
        return op switch
        {
            "neg" => -x,
            "exp" => x.Exp(),
            "log" => x.Log(),
            "sqrt" => x.Sqrt(),
            "abs" => x.Abs(),
            "square" => x.Square(),
            "reciprocal" => x.Reciprocal(),
            "tanh" => x.Tanh(),
            "sigmoid" => x.Sigmoid(),
            "relu" => x.ReLU(),
            "silu" => x.Swish(),
            "softplus" => x.Softplus(),
            "gelu" => x.GELU(),
            "elu" => x.ELU(),
            "sin" => x.Sin(),
            "cos" => x.Cos(),
            "leakyRelu" => x.LeakyReLU(attrs.Number("slope")),
            "pow" => x.Pow(attrs.Number("exponent")),
            "clamp" => x.Clamp(attrs.Number("min"), attrs.Number("max")),
            "add" => x + inputs[1],
            "sub" => x - inputs[1],
            "mul" => x * inputs[1],
            "div" => x / inputs[1],
            "maximum" => x.Maximum(inputs[1]),
            "minimum" => x.Minimum(inputs[1]),
            "matmul" => x.MatMul(inputs[1]),
            "linear" => x.Linear(inputs[1], inputs[2]),
            "outer" => x.Outer(inputs[1]),
            "sum" => Axis(attrs) is { } axis ? x.Sum(axis, KeepDims(attrs)) : x.Sum(),
            "mean" => Axis(attrs) is { } axis ? x.Mean(axis, KeepDims(attrs)) : x.Mean(),
            "max" => Axis(attrs) is { } axis ? x.Max(axis, KeepDims(attrs)) : x.Max(),
            "min" => Axis(attrs) is { } axis ? x.Min(axis, KeepDims(attrs)) : x.Min(),
            "var" => x.Var(Axis(attrs)!.Value, attrs!["unbiased"]!.GetValue<bool>(), KeepDims(attrs)),
            "logSumExp" => x.LogSumExp(Axis(attrs)!.Value),
            "softmax" => x.Softmax(Axis(attrs)!.Value),
            "logSoftmax" => x.LogSoftmax(Axis(attrs)!.Value),
            "reshape" => x.Reshape(attrs!["shape"]!.ToInts()),
            "transpose" => x.Transpose(attrs!["axes"]![0]!.GetValue<int>(), attrs["axes"]![1]!.GetValue<int>()),
            "permute" => x.Permute(attrs!["axes"]!.ToInts()),
            "slice" => x[[.. attrs!["ranges"]!.AsArray().Select(range => range!.ToInts()).Select(r => TensorIndex.Every(r[2], r[0]..r[1]))]],
            "concat" => Tensor.Concat(attrs!["axis"]!.GetValue<int>(), inputs),
            "stack" => Tensor.Stack(attrs!["axis"]!.GetValue<int>(), inputs),
            "indexSelect" or "embedding" => x.IndexSelect(0, attrs!["index"]!.ToInts()),
            "crossEntropy" => Loss.CrossEntropy(x, Classes(attrs, dtype, x.Device), attrs.Number("labelSmoothing")),
            "nll" => Loss.NegativeLogLikelihood(x.LogSoftmax(), Classes(attrs, dtype, x.Device)),
            "mse" => Loss.MeanSquaredError(x, Target(attrs, dtype, x.Device)),
            "l1" => Loss.L1(x, Target(attrs, dtype, x.Device)),
            "huber" => Loss.Huber(x, Target(attrs, dtype, x.Device), attrs.Number("delta")),
            "bceWithLogits" => Loss.BinaryCrossEntropyWithLogits(x, Target(attrs, dtype, x.Device)),
            "bce" => Loss.BinaryCrossEntropy(x, Target(attrs, dtype, x.Device)),
            "klDiv" => Loss.KLDivergence(x.LogSoftmax(), Target(attrs, dtype, x.Device)),
            "batchNormTrain" => BatchNorm(attrs, inputs, dtype).Forward(x),
            "batchNormEval" => BatchNorm(attrs, inputs, dtype).Eval().Forward(x),
            "layerNorm" => LayerNorm(attrs, inputs, dtype).Forward(x),
            _ => throw new NotSupportedException($"no operation is called {op}"),
        };
    }

    public static BatchNorm BatchNorm(JsonNode? attrs, Tensor[] inputs, DType dtype)
    {
        var layer = new BatchNorm(inputs[0].Shape[1], attrs.Number("eps", 1e-5), attrs.Number("momentum", 0.1), dtype);
        if (attrs?["runningMean"] is { } mean)
        {
            layer.RunningMean.CopyFrom(mean.ToTensor(dtype));
            layer.RunningVar.CopyFrom(attrs["runningVar"]!.ToTensor(dtype));
        }

        return Load(layer, inputs, layer.Weight, layer.Bias);
    }

    private static LayerNorm LayerNorm(JsonNode? attrs, Tensor[] inputs, DType dtype)
    {
        var layer = new LayerNorm(inputs[0].Shape[-1], attrs.Number("eps", 1e-5), dtype);
        return Load(layer, inputs, layer.Weight, layer.Bias);
    }

    /// <summary>Puts the case's weight and bias into a layer, and the layer's own tensors into the inputs, where gradients are looked for.</summary>
    private static T Load<T>(T layer, Tensor[] inputs, Tensor weight, Tensor bias)
        where T : Module
    {
        layer.To(inputs[0].Device);
        using (NoGrad.Begin())
        {
            if (inputs.Length > 1)
            {
                weight.CopyFrom(inputs[1]);
                bias.CopyFrom(inputs[2]);
                (inputs[1], inputs[2]) = (weight, bias);
            }
        }

        return layer;
    }

    private static int? Axis(JsonNode? attrs) => attrs?["axis"]?.GetValue<int>();

    private static bool KeepDims(JsonNode? attrs) => attrs?["keepDims"]?.GetValue<bool>() ?? false;

    /// <summary>Class indices as a list, or probabilities as a tensor.</summary>
    private static Tensor Classes(JsonNode? attrs, DType dtype, Device device) =>
        attrs!["target"] is JsonArray indices ? Tensor.From(indices.ToDoubles()).To(dtype).To(device) : Target(attrs, dtype, device);

    private static Tensor Target(JsonNode? attrs, DType dtype, Device device) => attrs!["target"]!.ToTensor(dtype).To(device);
}
