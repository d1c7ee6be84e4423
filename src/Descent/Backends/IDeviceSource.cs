namespace Descent.Backends;

/// <summary>
/// A library that brings devices. <see cref="Device.List"/> looks for <c>Descent.Gpu.dll</c> beside this library, and in it for a public
/// class with a parameterless constructor that implements this.
/// </summary>
public interface IDeviceSource
{
    /// <summary>The devices found, the best first; empty where there are none.</summary>
    IReadOnlyList<Device> Devices { get; }

    /// <summary>Where there are none: what was looked for and what was missing, for errors.</summary>
    string? Problem { get; }
}
