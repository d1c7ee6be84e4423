using BenchmarkDotNet.Attributes;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks;

/// <summary>The kernels around the matrix products of a training step, on tensors that fit a core's caches and on such that do not.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private Tensor x = Tensor.Zeros(1);
    private Tensor labels = Tensor.Zeros(1);
    private Adam adam = null!;

    /// <summary>Rows of 128.</summary>
    [Params(128, 8192)]
    public int Rows { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        CpuThreads.Count = Threads;
        x = Networks.Inputs(Rows, 128);
        labels = Networks.Labels(Rows, 128);
        var weights = Networks.Inputs(Rows, 128);
        weights.RequiresGrad = true;
        adam = new Adam([weights], lr: 1e-5);
        (weights * x).Sum().Backward();
    }

    [Benchmark]
    public void Exp() => x.Exp();

    [Benchmark]
    public void ReLU() => x.ReLU();

    [Benchmark]
    public void Softmax() => x.Softmax();

    [Benchmark]
    public void CrossEntropy() => Loss.CrossEntropy(x, labels);

    [Benchmark]
    public void AdamUpdate() => adam.Step();
}
