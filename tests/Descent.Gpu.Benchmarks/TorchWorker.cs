using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Descent.Gpu.Benchmarks;

/// <summary>Two Python processes that run the same cases with PyTorch: one call by call, one with CUDA graphs.</summary>
internal sealed class TorchWorker : IDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Process[] processes;
    private readonly PeersCommand.Case?[] prepared = new PeersCommand.Case?[2];

    private TorchWorker(Process[] processes, string version) => (this.processes, Version) = (processes, version);

    public string Version { get; }

    /// <summary>Starts the processes; null where there is no such Python, or no PyTorch that sees a GPU.</summary>
    public static TorchWorker? TryStart(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "torch_worker.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var processes = new List<Process>();
        try
        {
            for (var i = 0; i < 2; i++)
            {
                var process = Process.Start(start)!;
                processes.Add(process);
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
            }
        }
        catch (Win32Exception)
        {
            return null;
        }

        var hello = processes.ConvertAll(process => process.StandardOutput.ReadLine());
        if (hello.TrueForAll(line => line is not null && JsonDocument.Parse(line).RootElement.GetProperty("device").ValueKind == JsonValueKind.String))
            return new([.. processes], JsonDocument.Parse(hello[0]!).RootElement.GetProperty("version").GetString()!);
        processes.ForEach(process => process.Kill());
        return null;
    }

    /// <summary>Microseconds of one run.</summary>
    public double Measure(PeersCommand.Case work, bool graph, double seconds)
    {
        var side = graph ? 1 : 0;
        if (prepared[side] != work)
        {
            Ask(side, JsonSerializer.Serialize(new { Case = new { work.Sizes, work.Batch, work.Optimizer, work.Rows, Graph = graph } }, CamelCase));
            prepared[side] = work;
        }

        using var json = JsonDocument.Parse(Ask(side, JsonSerializer.Serialize(new { Seconds = seconds }, CamelCase)));
        return json.RootElement.GetProperty("microseconds").GetDouble();
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private string Ask(int side, string request)
    {
        processes[side].StandardInput.WriteLine(request);
        processes[side].StandardInput.Flush();
        return processes[side].StandardOutput.ReadLine() ?? throw new InvalidOperationException($"peers: PyTorch's process ended while it was asked for {request}");
    }
}
