using System.Diagnostics;
using System.Globalization;
using Descent.Benchmarks.Peers;

namespace Descent.Benchmarks;

/// <summary>Prints what training takes besides time: memory a step, memory of a run on MNIST, and how slow a fresh process begins.</summary>
internal static class FootprintCommand
{
    private const int Steps = 1000;
    private const string Start = "--start", Mnist = "--mnist";

    private static readonly (int[] Sizes, int Batch)[] Networks =
        [([4, 10, 3], 16), ([784, 128, 10], 32), ([784, 128, 10], 128), ([784, 512, 512, 10], 128), ([784, 256, 32, 256, 784], 128)];

    public static int Run(ReadOnlySpan<string> args)
    {
        switch (args)
        {
            case []:
                Memory();
                Console.WriteLine();
                Console.WriteLine("A fresh process, 784-128-10, batch 128, Adam: milliseconds of the first step, the second, the hundredth (three processes)");
                for (var i = 0; i < 3; i++)
                    Console.Write(InProcessOfItsOwn(Start));
                Console.WriteLine();
                Console.WriteLine("A process that trains 784-128-10 on MNIST for two epochs, batch 128, Adam, with accuracy and a test set");
                Console.Write(InProcessOfItsOwn(Mnist));
                return 0;
            case [Start]:
                FirstSteps();
                return 0;
            case [Mnist]:
                TrainOnMnist();
                return 0;
            default:
                throw new ArgumentException($"unknown option '{args[0]}'");
        }
    }

    private static void Memory()
    {
        Console.WriteLine($"A training step in its steady state (Adam, {Environment.ProcessorCount} threads)");
        Console.WriteLine();
        Console.WriteLine("| network            | batch | bytes a step | collections in 1,000 steps: generation 0 | 1 | 2 |");
        Console.WriteLine("|--------------------|------:|-------------:|-----------------------------------------:|--:|--:|");
        foreach (var (sizes, batch) in Networks)
        {
            var step = new StepCase(sizes, batch, "adam", sizes[0] == sizes[^1] ? "meanSquaredError" : "crossEntropy").Prepare();
            for (var i = 0; i < Steps; i++)
                step();
            var collections = Enumerable.Range(0, 3).Select(GC.CollectionCount).ToArray();
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Steps; i++)
                step();
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Steps;
            int Since(int generation) => GC.CollectionCount(generation) - collections[generation];
            Console.WriteLine($"| {string.Join('-', sizes),-18} | {batch,5} | {bytes,12} | {Since(0),40} | {Since(1)} | {Since(2)} |");
        }
    }

    private static void FirstSteps()
    {
        var step = new StepCase([784, 128, 10], 128, "adam").Prepare();
        var times = new double[100];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            step();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {times[0]:F1}  {times[1]:F2}  {times[^1]:F2}"));
    }

    private static void TrainOnMnist()
    {
        if (!Descent.Mnist.IsAvailable)
        {
            Console.WriteLine($"  not measured: the four files of MNIST are not on this machine; {Descent.Mnist.DirectoryVariable} names the folder that holds them");
            return;
        }

        var (train, test) = Descent.Mnist.Load();
        var model = Benchmarks.Networks.Create([784, 128, 10]);
        var trainer = new Trainer(model, new Adam(model.Parameters()), Loss.CrossEntropy) { BatchSize = 128, Seed = 1, Metric = Metrics.Accuracy };
        var history = trainer.Fit(train, test, epochs: 2);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {history.Seconds:F2} s, accuracy {history.Last.ValidationMetric:P1}; at most {process.PeakWorkingSet64 / 1e6:F0} MB resident"));
    }

    private static string InProcessOfItsOwn(string option)
    {
        // Started as `dotnet Descent.Benchmarks.dll`, the program is dotnet.
        string[] own = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FootprintCommand).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. own, "footprint", option]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"footprint {option}: the process ended with {process.ExitCode}");
    }
}
