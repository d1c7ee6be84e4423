using System.Text.Json.Nodes;

namespace Descent.Tests.Conformance;

/// <summary>Every operation, layer and loss on a device against PyTorch's values and gradients.</summary>
public abstract class OperationConformance(Device device)
{
    private static readonly string[] Files = ["elementwise", "binary", "linear", "reduce", "shape", "losses", "layers"];

    public static TheoryData<string, int, string, DType> Cases()
    {
        var cases = new TheoryData<string, int, string, DType>();
        foreach (var file in Files)
        {
            var list = GoldenFile.Read(file);
            for (var i = 0; i < list.Count; i++)
            {
                var op = list[i]!["op"]!.GetValue<string>();
                if (GoldenOperations.NotYet.Contains(op) || list[i]!["inputs"] is null)
                    continue;
                cases.Add(file, i, op, DType.Float64);
                cases.Add(file, i, op, DType.Float32);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_PyTorchs(string file, int index, string op, DType dtype)
    {
        var golden = GoldenFile.Read(file)[index]!;
        var inputs = golden["inputs"]!.AsArray().Select(input => input!.ToTensor(dtype).To(device)).ToArray();
        foreach (var input in inputs)
            input.RequiresGrad = true;

        var output = GoldenOperations.Apply(op, golden["attrs"], inputs, dtype);
        GoldenFile.AssertClose(golden["output"]!, output, $"{op} output");

        output.Backward(golden["gradOutput"]!.ToTensor(dtype).To(device));
        var gradients = golden["gradInputs"]!.AsArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (gradients[i] is JsonNode expected)
                GoldenFile.AssertClose(expected, inputs[i].Grad!, $"{op} gradient {i}");
        }
    }

    [Theory]
    [InlineData(DType.Float64)]
    [InlineData(DType.Float32)]
    public void Batch_norm_keeps_PyTorchs_running_statistics(DType dtype)
    {
        foreach (var golden in GoldenFile.Read("layers").Where(c => c!["op"]!.GetValue<string>() == "batchNormRunning"))
        {
            var batches = golden!["attrs"]!["batches"]!.AsArray().Select(batch => batch!.ToTensor(dtype).To(device)).ToArray();
            var layer = GoldenOperations.BatchNorm(golden["attrs"], [batches[0]], dtype);
            foreach (var batch in batches)
                layer.Forward(batch);
            GoldenFile.AssertClose(golden["runningMean"]!, layer.RunningMean, "running mean");
            GoldenFile.AssertClose(golden["runningVar"]!, layer.RunningVar, "running variance");
        }
    }
}
