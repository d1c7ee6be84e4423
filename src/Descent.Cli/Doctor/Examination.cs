using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Descent.Coursework.Sandboxes;
using Descent.Notebooks.Running;

namespace Descent.Cli.Doctor;

/// <summary>What the doctor looks at.</summary>
internal static class Examination
{
    private const string CourseFile = "artifacts/course.csx";

    public static IEnumerable<Finding> All()
    {
        yield return Runtime();
        yield return Sdk();
        yield return new Finding(true, "system", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}");
        yield return Cores();
        yield return Vectors();
        yield return Memory();
        yield return Course();
        yield return Plotly();
        yield return MnistData();
        yield return Sandbox();
        yield return Program("code", "VS Code", "notebooks can be opened in VS Code with a C# kernel (Polyglot Notebooks, Verso)");
        yield return Program("jupyter", "Jupyter", "notebooks can be opened in Jupyter with a C# kernel (ClrKernel, .NET Interactive)");
    }

    private static Finding Runtime()
    {
        var version = Environment.Version;
        return new Finding(version.Major >= 10, ".NET runtime", version.ToString(), version.Major >= 10 ? null : "install the .NET 10 SDK: https://dotnet.microsoft.com/download");
    }

    private static Finding Sdk()
    {
        // The runtime lies in ROOT/shared/Microsoft.NETCore.App/VERSION, the SDKs in ROOT/sdk/VERSION.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"));
        var versions = Directory.Exists(root) ? Directory.GetDirectories(root).Select(Path.GetFileName).Where(name => char.IsDigit(name![0])).Order(StringComparer.Ordinal).ToList() : [];
        return versions.Count > 0
            ? new Finding(true, ".NET SDK", string.Join(", ", versions))
            : new Finding(false, ".NET SDK", "not found", "notebooks run without it, building the course does not: https://dotnet.microsoft.com/download");
    }

    private static Finding Cores() =>
        new(true, "cores", $"{Environment.ProcessorCount}{(Environment.ProcessorCount > 1 ? $" ('descent run --jobs {Environment.ProcessorCount}' uses them)" : "")}");

    private static Finding Vectors()
    {
        string[] sets =
        [
            .. Named(Avx512F.IsSupported, "AVX-512"), .. Named(Avx2.IsSupported, "AVX2"), .. Named(Fma.IsSupported, "FMA"),
            .. Named(Sse42.IsSupported, "SSE4.2"), .. Named(AdvSimd.IsSupported, "AdvSimd"),
        ];
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        return bits > 0
            ? new Finding(true, "SIMD", $"{bits} bits ({string.Join(", ", sets)})")
            : new Finding(false, "SIMD", "none", "training will be slow; is DOTNET_EnableHWIntrinsic set to 0?");

        static string[] Named(bool isSupported, string name) => isSupported ? [name] : [];
    }

    private static Finding Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new Finding(
            available >= RunOptions.DefaultMemoryLimit, "memory", $"{available / 1e9:0.0} GB",
            available >= RunOptions.DefaultMemoryLimit ? null : $"less than a notebook may use; 'descent run --memory {available / 2 >> 20}' sets a limit that fits");
    }

    private static Finding Course()
    {
        if (Above(CourseFile) is not { } file)
            return new Finding(false, "course files", "not built, or this is not the course's folder", "'dotnet build -c Release' in the course's folder writes artifacts/");
        var missing = File.ReadLines(file)
            .Where(line => line.StartsWith("#r \"", StringComparison.Ordinal))
            .Select(line => line[4..].TrimEnd().TrimEnd('"'))
            .FirstOrDefault(path => !File.Exists(path));
        return missing is null
            ? new Finding(true, "course files", file)
            : new Finding(false, "course files", $"{file} names {missing}, which is not there", "the folder has been moved: 'dotnet build -c Release' writes it anew");
    }

    private static Finding Plotly() =>
        Above("artifacts/course/plotly.min.js") is { } file
            ? new Finding(true, "figures", $"without a network: {file}")
            : new Finding(true, "figures", "from the network ('npm ci', then 'dotnet build -c Release', makes them work without)");

    private static Finding MnistData() =>
        Mnist.Find() is { } directory
            ? new Finding(true, "MNIST", directory)
            : new Finding(false, "MNIST", "not here", "notebooks use Digits instead; 'descent data fetch mnist' brings it");

    private static Finding Sandbox()
    {
        foreach (var kind in new[] { SandboxKind.Bwrap, SandboxKind.Podman, SandboxKind.Docker })
        {
            try
            {
                return new Finding(true, "sandbox", $"{new SandboxOptions { Kind = kind }.Open("").Name}: 'descent grade' can run students' code");
            }
            catch (SandboxException)
            {
                // The next one, perhaps.
            }
        }
        return new Finding(false, "sandbox", "none", "only grading needs one: install bubblewrap (Linux), Podman or Docker");
    }

    private static Finding Program(string name, string title, string use) =>
        OnPath(name) is { } path
            ? new Finding(true, title, path)
            : new Finding(false, title, "not found on the PATH", use);

    /// <summary>A file of the course, seen from the current folder or one above it.</summary>
    private static string? Above(string relative)
    {
        for (var folder = Directory.GetCurrentDirectory(); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, relative);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    private static string? OnPath(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".cmd", name + ".exe"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}
