using Descent.Backends;
using Descent.Backends.Cpu;

namespace Descent;

/// <summary>Where a tensor's elements live and its operations run.</summary>
public sealed class Device
{
    /// <summary>A device with its kernels.</summary>
    /// <param name="name">What errors and tables call it.</param>
    /// <param name="backend">The kernels.</param>
    public Device(string name, IBackend backend)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(backend);
        Name = name;
        Backend = backend;
    }

    /// <summary>This computer's processor: always there.</summary>
    public static Device Cpu { get; } = new("cpu", new CpuBackend());

    /// <summary>
    /// How many threads the processor's kernels may use: at first one for each core. Results do not depend on it, to the bit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int CpuThreadCount
    {
        get => CpuThreads.Count;
        set => CpuThreads.Count = value;
    }

    /// <summary>What errors and tables call it, for example <c>cpu</c>.</summary>
    public string Name { get; }

    /// <summary>The kernels that run on it.</summary>
    public IBackend Backend { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
