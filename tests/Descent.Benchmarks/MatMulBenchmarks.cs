using BenchmarkDotNet.Attributes;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks;

/// <summary>The matrix products of small and large layers: forward, gradient of the weights, gradient of the input.</summary>
[MemoryDiagnoser]
public class MatMulBenchmarks
{
    private (int Batch, int Inputs, int Outputs) sizes;
    private float[] input = [];
    private float[] weights = [];
    private float[] output = [];
    private float[] inputGradient = [];
    private float[] weightGradient = [];

    /// <summary>Batch, inputs and outputs.</summary>
    [Params("16x4x10", "32x784x128", "128x512x512", "1024x1024x1024")]
    public string Layer { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var numbers = Array.ConvertAll(Layer.Split('x'), int.Parse);
        sizes = (numbers[0], numbers[1], numbers[2]);
        input = Numbers.Fill<float>(sizes.Batch * sizes.Inputs, 1);
        weights = Numbers.Fill<float>(sizes.Inputs * sizes.Outputs, 2);
        output = Numbers.Fill<float>(sizes.Batch * sizes.Outputs, 3);
        inputGradient = new float[input.Length];
        weightGradient = new float[weights.Length];
    }

    [Benchmark]
    public void Forward() =>
        Gemm.Multiply<float>(false, true, sizes.Batch, sizes.Outputs, sizes.Inputs, input, weights, output, Threads);

    [Benchmark]
    public void WeightGradient() =>
        Gemm.Multiply<float>(true, false, sizes.Outputs, sizes.Inputs, sizes.Batch, output, input, weightGradient, Threads);

    [Benchmark]
    public void InputGradient() =>
        Gemm.Multiply<float>(false, false, sizes.Batch, sizes.Inputs, sizes.Outputs, output, weights, inputGradient, Threads);
}
