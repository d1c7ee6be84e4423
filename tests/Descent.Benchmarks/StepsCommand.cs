using System.Diagnostics;
using System.Text.Json;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks;

/// <summary>Prints what a training step of ReLU networks costs: forward, cross-entropy, backward and update, in microseconds.</summary>
internal static class StepsCommand
{
    private const int Moments = 5;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static int Run(Options options)
    {
        (int[] Sizes, int Batch)[] networks =
        [
            ([4, 10, 3], 16),
            ([784, 128, 10], 32),
            ([784, 128, 10], 128),
            ([784, 512, 512, 10], 128),
            ([784, 2048, 2048, 10], 512),
        ];
        Console.WriteLine($"Microseconds a training step, medians (float, {Gemm.Best}, .NET {Environment.Version}, {Environment.ProcessorCount} processors)");
        Console.WriteLine();
        Console.WriteLine("| network            | batch | optimizer | threads |  forward |     loss | backward |   update |     step | bytes allocated |");
        Console.WriteLine("|--------------------|------:|-----------|--------:|---------:|---------:|---------:|---------:|---------:|----------------:|");
        var results = new List<StepTime>();
        var threads = CpuThreads.Count;
        try
        {
            foreach (var (sizes, batch) in networks)
            {
                foreach (var optimizer in new[] { "sgd", "adam" })
                {
                    foreach (var count in new[] { 1, 2 })
                    {
                        CpuThreads.Count = count;
                        var time = Measure(sizes, batch, optimizer, count, options.Quick);
                        results.Add(time);
                        Console.WriteLine(
                            $"| {time.Network,-18} | {batch,5} | {optimizer,-9} | {count,7} | {time.Forward,8:F1} | {time.Loss,8:F1} | {time.Backward,8:F1} | {time.Update,8:F1} | {time.Step,8:F1} | {time.AllocatedBytes,15} |");
                    }
                }
            }
        }
        finally
        {
            CpuThreads.Count = threads;
        }
        if (options.Json is not null)
            File.WriteAllText(options.Json, JsonSerializer.Serialize(results, Indented) + "\n");
        return 0;
    }

    private static StepTime Measure(int[] sizes, int batch, string optimizerName, int threads, bool quick)
    {
        var model = Networks.Create(sizes);
        var optimizer = Networks.Optimizer(optimizerName, model);
        var (x, y) = (Networks.Inputs(batch, sizes[0]), Networks.Labels(batch, sizes[^1]));

        // Long enough for the runtime to have replaced the first, slower versions of all methods.
        var (warmUp, samples, limit) = quick ? (500, 50, 300) : (2000, 1000, 2000);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 2 || clock.ElapsedMilliseconds < warmUp; i++)
            Step();

        var ticks = new List<long[]>();
        clock.Restart();
        while (ticks.Count < 5 || (ticks.Count < samples && clock.ElapsedMilliseconds < limit))
            ticks.Add(Step());
        var ownBytes = GC.GetAllocatedBytesForCurrentThread();
        _ = new long[Moments];
        ownBytes = GC.GetAllocatedBytesForCurrentThread() - ownBytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < ticks.Count; i++)
            Step();
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / ticks.Count - ownBytes;

        return new StepTime(
            string.Join('-', sizes),
            batch,
            optimizerName,
            threads,
            Median(t => t[1] - t[0]),
            Median(t => t[2] - t[1]),
            Median(t => t[3] - t[2]),
            Median(t => t[4] - t[3]),
            Median(t => t[4] - t[0]),
            allocated);

        long[] Step()
        {
            var times = new long[Moments];
            times[0] = Stopwatch.GetTimestamp();
            optimizer.ZeroGrad();
            var logits = model.Forward(x);
            times[1] = Stopwatch.GetTimestamp();
            var loss = Loss.CrossEntropy(logits, y);
            times[2] = Stopwatch.GetTimestamp();
            loss.Backward();
            times[3] = Stopwatch.GetTimestamp();
            optimizer.Step();
            times[4] = Stopwatch.GetTimestamp();
            return times;
        }

        double Median(Func<long[], long> part)
        {
            var sorted = ticks.Select(part).Order().ToArray();
            return sorted[sorted.Length / 2] * 1e6 / Stopwatch.Frequency;
        }
    }

    private sealed record StepTime(string Network, int Batch, string Optimizer, int Threads, double Forward, double Loss, double Backward, double Update, double Step, long AllocatedBytes);
}
