using System.Diagnostics;
using ILGPU.Runtime;

namespace Descent.Gpu.Benchmarks;

/// <summary>Times of work that goes on after its calls return.</summary>
internal static class Sampling
{
    /// <summary>Microseconds of one run: as many as fit into the time, waited for ten at a time, as training waits now and then.</summary>
    public static double Measure(GpuBackend backend, Action run, double seconds)
    {
        var atOnce = backend.Accelerator.AcceleratorType == AcceleratorType.CPU ? 1 : 10;
        backend.Synchronize();
        var clock = Stopwatch.StartNew();
        var runs = 0;
        while (runs == 0 || clock.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < atOnce; i++)
                run();
            backend.Synchronize();
            runs += atOnce;
        }

        return clock.Elapsed.TotalMicroseconds / runs;
    }

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
