using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Descent.Benchmarks.Peers;

/// <summary>A Python process that runs the same cases with PyTorch, with a fixed number of threads.</summary>
internal sealed class TorchWorker : IDisposable
{
    public const string HowToGet = """
        PyTorch was not found, so ours is measured alone. To compare, on Debian or Ubuntu:
            apt-get install python3-torch libopenblas0-pthread
        or, in any Python environment:
            pip install torch
        and name its interpreter with --python (python3 unless given).
        """;

    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Process process;

    private TorchWorker(Process process, int threads, string version) => (this.process, Threads, Version) = (process, threads, version);

    public int Threads { get; }

    public string Version { get; }

    /// <summary>Starts a worker; null where there is no such Python or it has no PyTorch.</summary>
    public static TorchWorker? TryStart(string python, int threads)
    {
        var count = threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Peers", "torch_worker.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = count, ["OPENBLAS_NUM_THREADS"] = count, ["MKL_NUM_THREADS"] = count },
        };
        // A machine may force kernels on OpenBLAS that are not its fastest: here it chooses for itself.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var first = process.StandardOutput.ReadLine();
        if (first is null)
        {
            process.Dispose();
            return null;
        }

        using var json = JsonDocument.Parse(first);
        return new TorchWorker(process, threads, json.RootElement.GetProperty("version").GetString()!);
    }

    /// <summary>Sets a case up and repeats it for so long, so that later times are those of a warm process.</summary>
    public void Prepare(PeerCase work, double seconds) => Ask(JsonSerializer.Serialize(new { Case = work, Seconds = seconds }, CamelCase));

    /// <summary>Microseconds of one run: the median over so many seconds.</summary>
    public double Measure(double seconds)
    {
        using var json = JsonDocument.Parse(Ask(JsonSerializer.Serialize(new { Seconds = seconds }, CamelCase)));
        return json.RootElement.GetProperty("microseconds").GetDouble();
    }

    private string Ask(string request)
    {
        process.StandardInput.WriteLine(request);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"peers: PyTorch's process ended while it was asked for {request}");
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
