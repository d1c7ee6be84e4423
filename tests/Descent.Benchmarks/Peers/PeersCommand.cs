using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks.Peers;

/// <summary>
/// Times training steps, products, epochs, functions and inference of ours and of PyTorch's in turn (A B A B ...), and prints
/// medians and the ratio of each pair: what else the machine does then hits both sides.
/// </summary>
internal static class PeersCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly int[][] Classifiers = [[4, 10, 3], [784, 128, 10], [784, 128, 10], [784, 512, 512, 10], [784, 2048, 2048, 10]];
    private static readonly int[] Batches = [16, 32, 128, 128, 512];

    public static int Run(Options options)
    {
        int[] threads = Environment.ProcessorCount > 1 ? [1, 2] : [1];
        var workers = threads.Select(count => TorchWorker.TryStart(options.Python, count)).OfType<TorchWorker>().ToList();
        var own = CpuThreads.Count;
        try
        {
            Console.WriteLine(
                $"Microseconds, medians. Ours: float, {Gemm.Best}, .NET {Environment.Version}, {string.Join(" and ", threads)} threads. " +
                (workers.Count > 0 ? $"PyTorch {workers[0].Version}: its best of as many threads." : ""));
            if (workers.Count == 0)
                Console.WriteLine(TorchWorker.HowToGet);
            Console.WriteLine();
            Console.WriteLine("| case                             | batch | optimizer | ours, 1 thread | ours, 2 threads |  PyTorch (threads) | ratio | ratios of pairs |");
            Console.WriteLine("|----------------------------------|------:|-----------|---------------:|----------------:|-------------------:|------:|----------------:|");
            var results = new List<PeerResult>();
            foreach (var work in Cases().Where(work => options.Only is null || work.Title.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
            {
                var result = Compare(work, threads, workers, options.Quick);
                results.Add(result);
                Print(result);
            }

            if (options.Json is not null)
                File.WriteAllText(options.Json, JsonSerializer.Serialize(results, Indented) + "\n");
            return 0;
        }
        finally
        {
            CpuThreads.Count = own;
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static IEnumerable<PeerCase> Cases()
    {
        foreach (var (sizes, batch) in Classifiers.Zip(Batches))
        {
            yield return new StepCase(sizes, batch, "sgd");
            yield return new StepCase(sizes, batch, "adam");
        }

        int[] autoencoder = [784, 256, 32, 256, 784];
        yield return new StepCase(autoencoder, 128, "sgd", "meanSquaredError");
        yield return new StepCase(autoencoder, 128, "adam", "meanSquaredError");
        foreach (var n in new[] { 128, 256, 512, 1024, 2048 })
            yield return new ProductCase(n);
        yield return new EpochCase([784, 128, 10], 128, "adam");
        yield return new EpochCase([784, 512, 512, 10], 128, "adam");
        foreach (var name in new[] { "exp", "tanh", "sigmoid", "softmax" })
            yield return new FunctionCase(name);
        yield return new InferenceCase([784, 128, 10]);
        yield return new InferenceCase([784, 512, 512, 10]);
    }

    private static PeerResult Compare(PeerCase work, int[] threads, List<TorchWorker> workers, bool quick)
    {
        var (rounds, seconds) = quick ? (3, 0.05) : (5, 0.1);
        // Long enough for the runtime to have replaced the first, slower versions of all methods.
        var run = work.Prepare();
        foreach (var count in threads)
        {
            CpuThreads.Count = count;
            Measure(run, quick ? 0.3 : 0.6, 1);
        }

        var repeats = (int)Math.Max(1, 1000 / Measure(run, seconds, 1));
        workers.ForEach(worker => worker.Prepare(work, quick ? 0.1 : 0.5));

        var ours = Array.ConvertAll(threads, _ => new double[rounds]);
        var theirs = workers.ConvertAll(_ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < threads.Length; i++)
            {
                CpuThreads.Count = threads[i];
                // The other side's threads look out for more work for some hundredths of a second before they sleep.
                Thread.Sleep(workers.Count > 0 ? 50 : 0);
                ours[i][round] = Measure(run, seconds, repeats);
                if (i < workers.Count)
                    theirs[i][round] = workers[i].Measure(seconds);
            }
        }

        var best = ours.MinBy(Median)!;
        var peer = theirs.MinBy(Median);
        var ratios = peer?.Zip(best, (p, o) => p / o).Order().ToArray();
        return new PeerResult(
            work.Title,
            work.Setting.Batch,
            work.Setting.Optimizer,
            Median(best),
            threads[Array.IndexOf(ours, best)],
            Array.ConvertAll(ours, Median),
            peer is null ? null : Median(peer),
            peer is null ? null : workers[theirs.IndexOf(peer)].Threads,
            ratios is null ? null : Median(ratios),
            ratios?[0],
            ratios?[^1]);
    }

    /// <summary>Median microseconds of one run, over so many seconds; each sample repeats it.</summary>
    private static double Measure(Action run, double seconds, int repeats)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count == 0 || clock.Elapsed.TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            for (var r = 0; r < repeats; r++)
                run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats);
        }

        return Median([.. times]);
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Print(PeerResult r)
    {
        var peer = r.PeerMicroseconds is { } microseconds ? Invariant($"{microseconds:N1} ({r.PeerThreads})") : "";
        Console.WriteLine(Invariant(
            $"| {r.Case,-32} | {r.Batch,5} | {r.Optimizer,-9} | {r.OursByThreads[0],14:N1} | {r.OursByThreads[^1],15:N1} | {peer,18} | {r.Ratio,5:0.00} | {Invariant($"{r.LowestRatio:0.00} .. {r.HighestRatio:0.00}"),15} |"));

        static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    /// <param name="Case">What was measured.</param>
    /// <param name="Batch">Rows a step.</param>
    /// <param name="Optimizer">Of training.</param>
    /// <param name="OursMicroseconds">Ours, with the better number of threads.</param>
    /// <param name="OursThreads">That number.</param>
    /// <param name="OursByThreads">Ours with one thread and with two.</param>
    /// <param name="PeerMicroseconds">PyTorch's, with its better number of threads.</param>
    /// <param name="PeerThreads">That number.</param>
    /// <param name="Ratio">PyTorch's time over ours: the median of the pairs.</param>
    /// <param name="LowestRatio">The worst pair.</param>
    /// <param name="HighestRatio">The best pair.</param>
    private sealed record PeerResult(
        string Case,
        int? Batch,
        string? Optimizer,
        double OursMicroseconds,
        int OursThreads,
        double[] OursByThreads,
        double? PeerMicroseconds,
        int? PeerThreads,
        double? Ratio,
        double? LowestRatio,
        double? HighestRatio);
}
