using System.Globalization;
using Descent.Benchmarks;
using ILGPU.Runtime.Cuda;

namespace Descent.Gpu.Benchmarks;

/// <summary>What single kernels reach: products in GFLOP/s and as a share of the device's peak, the others in bytes a second.</summary>
internal static class KernelsCommand
{
    public static int Run(Options options, bool emulated)
    {
        var device = DevicesCommand.Choose(emulated);
        var (rounds, seconds) = options.Quick || emulated ? (1, 0.05) : (3, 0.3);
        var own = new Device(device.Name, device.Kind, device.Description, device.MemoryBytes, () => ((GpuBackend)device.Backend).WithoutCuBlas());
        var peak = ((GpuBackend)device.Backend).Accelerator is CudaAccelerator cuda ? Peak(cuda) : double.NaN;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{device.Description}: {(double.IsNaN(peak) ? "of unknown peak" : $"{peak:N0} GFLOP/s of multiply-adds at the most")}."));
        Console.WriteLine();
        Console.WriteLine("| matrix product     | our kernel, us |  GFLOP/s | of peak | cuBLAS, us |  GFLOP/s | of peak |");
        Console.WriteLine("|--------------------|---------------:|---------:|--------:|-----------:|---------:|--------:|");
        foreach (var (m, n, k) in emulated ? [(32, 32, 32)] : new[] { (128, 512, 784), (512, 2048, 2048), (1024, 1024, 1024), (4096, 4096, 4096) })
        {
            var ours = Time(own, Product(own, m, n, k));
            var theirs = ((GpuBackend)device.Backend).CuBlas is null ? double.NaN : Time(device, Product(device, m, n, k));
            var work = 2e-3 * m * n * k;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {$"{m} x {k} x {n}",-18} | {ours,14:N1} | {work / ours,8:N0} | {work / ours / peak,7:P0} | {theirs,10:N1} | {work / theirs,8:N0} | {work / theirs / peak,7:P0} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| kernel             | elements   |       us |   GB/s |");
        Console.WriteLine("|--------------------|-----------:|---------:|-------:|");
        var length = emulated ? 1000 : 1 << 24;
        var x = Networks.Inputs(length / 1000, 1000).To(own);
        foreach (var (name, run, passes) in new (string, Func<Tensor>, int)[] { ("add", () => x + x, 3), ("tanh", () => x.Tanh(), 2), ("softmax", () => x.Softmax(1), 2), ("sum", () => x.Sum(), 1), ("sum of columns", () => x.Sum(0), 1), ("transpose", () => x.T, 2) })
        {
            var time = Time(own, () => run());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name,-18} | {x.Length,10:N0} | {time,8:N1} | {4e-3 * passes * x.Length / time,6:N0} |"));
        }

        return 0;

        double Time(Device where, Action run)
        {
            var backend = (GpuBackend)where.Backend;
            Sampling.Measure(backend, run, seconds / 3);
            return Sampling.Median([.. Enumerable.Range(0, rounds).Select(_ => Sampling.Measure(backend, run, seconds))]);
        }
    }

    private static Action Product(Device device, int m, int n, int k)
    {
        var (a, b) = (Networks.Inputs(m, k).To(device), Networks.Inputs(k, n).To(device));
        return () => a.MatMul(b);
    }

    /// <summary>Multiprocessors times their float units (64 until compute capability 8.0, 128 from then on) times clock times two.</summary>
    private static double Peak(CudaAccelerator accelerator) =>
        accelerator.NumMultiprocessors * (accelerator.Architecture < CudaArchitecture.SM_86 ? 64 : 128) * 2.0 * accelerator.ClockRate / 1e6;
}
