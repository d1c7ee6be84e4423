using System.Reflection;
using System.Runtime.Loader;
using Descent.Backends;
using Descent.Backends.Cpu;

namespace Descent;

/// <summary>
/// Where a tensor's elements live and its operations run.
/// <code>
/// var device = Device.Best;              // the GPU if there is one, else the processor
/// model.To(device);
/// var y = model.Forward(x.To(device));
/// </code>
/// </summary>
public sealed class Device
{
    /// <summary>The library that brings GPUs: apart, as it needs a package that not every package source has.</summary>
    private const string GpuLibrary = "Descent.Gpu";

    private static readonly Lazy<(IReadOnlyList<Device> Devices, string Problem)> Gpus = new(FindGpus);

    private readonly Func<IBackend> open;
    private IBackend? backend;

    /// <summary>A device with its kernels.</summary>
    /// <param name="name">What errors and tables call it, for example <c>cuda:0</c>.</param>
    /// <param name="kind">How it computes.</param>
    /// <param name="description">The hardware's own name.</param>
    /// <param name="memoryBytes">Bytes of memory that it has.</param>
    /// <param name="open">Makes the kernels: called once, when the device is first used.</param>
    public Device(string name, DeviceKind kind, string description, long memoryBytes, Func<IBackend> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(open);
        (Name, Kind, Description, MemoryBytes, this.open) = (name, kind, description, memoryBytes, open);
    }

    /// <summary>This computer's processor: always there.</summary>
    public static Device Cpu { get; } = new(
        "cpu", DeviceKind.Cpu, $"{Environment.ProcessorCount} logical processors", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, () => new CpuBackend());

    /// <summary>The best GPU if there is one, else the processor.</summary>
    public static Device Best => Gpus.Value.Devices.FirstOrDefault(device => device.Kind != DeviceKind.Emulated) ?? Cpu;

    /// <summary>
    /// How many threads the processor's kernels may use: at first one for each core. Results do not depend on it, to the bit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int CpuThreadCount
    {
        get => CpuThreads.Count;
        set => CpuThreads.Count = value;
    }

    /// <summary>What errors and tables call it, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Name { get; }

    /// <summary>How it computes.</summary>
    public DeviceKind Kind { get; }

    /// <summary>The hardware's own name.</summary>
    public string Description { get; }

    /// <summary>Bytes of memory that it has.</summary>
    public long MemoryBytes { get; }

    /// <summary>The kernels that run on it.</summary>
    public IBackend Backend => Recorder ?? backend ?? Open();

    /// <summary>What stands before the kernels and takes down their calls while a step is recorded.</summary>
    internal RecordingBackend? Recorder { get; set; }

    /// <summary>The best GPU.</summary>
    /// <exception cref="InvalidOperationException">The GPU library was not built, or found no GPU: the message says which, and what to do.</exception>
    public static Device Gpu() => Best is { Kind: not DeviceKind.Cpu } gpu ? gpu : throw new InvalidOperationException($"Device.Gpu: {Gpus.Value.Problem}");

    /// <summary>All devices: the processor, then the GPUs, the best first.</summary>
    public static IReadOnlyList<Device> List() => [Cpu, .. Gpus.Value.Devices];

    /// <inheritdoc />
    public override string ToString() => Name;

    private IBackend Open()
    {
        lock (open)
            return backend ??= open();
    }

    private static (IReadOnlyList<Device> Devices, string Problem) FindGpus()
    {
        if (LoadGpuLibrary() is not { } library)
        {
            return ([], $"the GPU library ({GpuLibrary}.dll) is not there. Build it with `dotnet build src/Descent.Gpu -c Release` (its package, ILGPU, comes from nuget.org), " +
                "then start afresh; or use Device.Best, which is the processor where there is no GPU.");
        }

        var type = Array.Find(library.GetExportedTypes(), type => typeof(IDeviceSource).IsAssignableFrom(type) && !type.IsAbstract)
            ?? throw new InvalidOperationException($"Device: {library.Location} brings no devices; was it built together with this library?");
        try
        {
            var source = (IDeviceSource)Activator.CreateInstance(type)!;
            return (source.Devices, $"{source.Problem ?? "no GPU was found."} Device.Best is the processor then.");
        }
        catch (TargetInvocationException error)
        {
            // A driver that is not as it should be must not take the processor away.
            return ([], $"looking for GPUs failed: {error.InnerException!.Message} Device.Best is the processor then.");
        }
    }

    private static Assembly? LoadGpuLibrary()
    {
        var here = typeof(Device).Assembly;
        var context = AssemblyLoadContext.GetLoadContext(here) ?? AssemblyLoadContext.Default;
        var folder = Path.GetDirectoryName(here.Location);
        if (string.IsNullOrEmpty(folder) || !File.Exists(Path.Combine(folder, $"{GpuLibrary}.dll")))
            return null;

        // A notebook's process does not list these among its own dependencies.
        context.Resolving += (_, name) => Path.Combine(folder, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        return context.LoadFromAssemblyPath(Path.Combine(folder, $"{GpuLibrary}.dll"));
    }
}
