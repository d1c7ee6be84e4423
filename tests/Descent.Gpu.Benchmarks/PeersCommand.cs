using System.Globalization;
using System.Text.Json;
using Descent.Benchmarks;

namespace Descent.Gpu.Benchmarks;

/// <summary>
/// Training steps of ours and of PyTorch's in turn (A B A B ...): each side by single calls and captured. TF32 is off.
/// </summary>
internal static class PeersCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static int Run(Options options, bool emulated)
    {
        var device = DevicesCommand.Choose(emulated);
        var backend = (GpuBackend)device.Backend;
        using var peer = emulated ? null : TorchWorker.TryStart(options.Python);
        Console.WriteLine($"Microseconds, medians; float, no TF32. {device.Description}, .NET {Environment.Version}, matrix products by {backend.CuBlas?.Path ?? "our own kernel"}.");
        Console.WriteLine(peer is null ? "PyTorch with CUDA was not found (name its interpreter with --python), so ours is measured alone." : $"PyTorch {peer.Version}.");
        Console.WriteLine();
        Console.WriteLine("| case                        | batch | optimizer |      ours | ours, captured |   PyTorch | PyTorch, graph | eager / captured | graph / captured |");
        Console.WriteLine("|-----------------------------|------:|-----------|----------:|---------------:|----------:|---------------:|-----------------:|-----------------:|");
        var results = new List<PeerResult>();
        foreach (var work in Cases(emulated).Where(work => options.Only is null || work.Title.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
        {
            var result = Compare(work, device, backend, peer, options.Quick);
            results.Add(result);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Case,-27} | {result.Batch,5} | {result.Optimizer,-9} | {result.Eager,9:N1} | {result.Captured,14:N1} | {result.PeerEager,9:N1} | {result.PeerGraph,14:N1} | {result.PeerEager / result.Captured,16:N2} | {result.PeerGraph / result.Captured,16:N2} |"));
        }

        if (options.Json is not null)
            File.WriteAllText(options.Json, JsonSerializer.Serialize(results, Indented) + "\n");
        return 0;
    }

    private static IEnumerable<Case> Cases(bool emulated)
    {
        yield return new([4, 10, 3], 16, "sgd");
        yield return new([4, 10, 3], 16, "adam");
        if (emulated)
        {
            yield return new([4, 10, 3], 16, "adam", Rows: 48);
            yield break;
        }

        foreach (var (sizes, batch) in new (int[], int)[] { ([784, 128, 10], 32), ([784, 128, 10], 128), ([784, 512, 512, 10], 128), ([784, 2048, 2048, 10], 512), ([784, 4096, 4096, 10], 4096) })
        {
            yield return new(sizes, batch, "sgd");
            yield return new(sizes, batch, "adam");
        }

        yield return new([784, 128, 10], 128, "adam", Rows: 60_000);
        yield return new([784, 512, 512, 10], 128, "adam", Rows: 60_000);
    }

    private static PeerResult Compare(Case work, Device device, GpuBackend backend, TorchWorker? peer, bool quick)
    {
        var (rounds, seconds) = device.Kind == DeviceKind.Emulated ? (1, 0.01) : quick ? (3, 0.05) : (5, 0.3);
        var (eager, captured) = (work.Prepare(device, captured: false), work.Prepare(device, captured: true));

        // Compiles the kernels and captures the step.
        Sampling.Measure(backend, eager, seconds);
        Sampling.Measure(backend, captured, seconds);
        var times = new double[4][];
        for (var i = 0; i < times.Length; i++)
            times[i] = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            times[0][round] = Sampling.Measure(backend, eager, seconds);
            times[2][round] = peer?.Measure(work, graph: false, seconds) ?? double.NaN;
            times[1][round] = Sampling.Measure(backend, captured, seconds);
            times[3][round] = peer?.Measure(work, graph: true, seconds) ?? double.NaN;
        }

        var medians = Array.ConvertAll(times, Sampling.Median);
        return new PeerResult(work.Title, work.Batch, work.Optimizer, medians[0], medians[1], peer is null ? null : medians[2], peer is null ? null : medians[3]);
    }

    /// <summary>A training step, or with rows an epoch over so many, shuffled, the data on the device.</summary>
    internal sealed record Case(int[] Sizes, int Batch, string Optimizer, int Rows = 0)
    {
        public string Title => (Rows > 0 ? "epoch " : "") + string.Join('-', Sizes);

        public Action Prepare(Device device, bool captured)
        {
            var model = Networks.Create(Sizes);
            model.To(device);
            var optimizer = Networks.Optimizer(Optimizer, model);
            var (x, y) = (Networks.Inputs(Batch, Sizes[0]).To(device), Networks.Labels(Batch, Sizes[^1]).To(device));
            var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, x.Shape, y.Shape);
            if (Rows == 0)
                return captured ? () => step.Run(x, y) : () => Step(x, y);
            var data = new DataSet(Networks.Inputs(Rows, Sizes[0]), Networks.Labels(Rows, Sizes[^1])).To(device);
            var rng = new Rng(1);
            return () =>
            {
                var order = rng.Permutation(Rows);
                for (var start = 0; start + Batch <= Rows; start += Batch)
                {
                    if (captured)
                        step.Run(data, order.AsSpan(start, Batch));
                    else
                        Step(data.Inputs.IndexSelect(0, order[start..(start + Batch)]), data.Targets.IndexSelect(0, order[start..(start + Batch)]));
                }
            };

            void Step(Tensor x, Tensor y)
            {
                optimizer.ZeroGrad();
                Loss.CrossEntropy(model.Forward(x), y).Backward();
                optimizer.Step();
            }
        }
    }

    /// <param name="Case">What was measured.</param>
    /// <param name="Batch">Rows a step.</param>
    /// <param name="Optimizer">Of training.</param>
    /// <param name="Eager">Ours, call by call, microseconds.</param>
    /// <param name="Captured">Ours, captured.</param>
    /// <param name="PeerEager">PyTorch, call by call.</param>
    /// <param name="PeerGraph">PyTorch, as a CUDA graph.</param>
    private sealed record PeerResult(string Case, int Batch, string Optimizer, double Eager, double Captured, double? PeerEager, double? PeerGraph);
}
