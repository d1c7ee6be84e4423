using System.Globalization;

namespace Descent.Gpu.Benchmarks;

/// <summary>Says what devices there are.</summary>
internal static class DevicesCommand
{
    public static void Run()
    {
        foreach (var device in Device.List())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{device.Name,-10} {device.Kind,-8} {device.MemoryBytes / 1073741824.0,8:N1} GiB  {device.Description}"));
        if (Device.Best.Kind == DeviceKind.Cpu)
            Console.WriteLine(new GpuDevices().Problem);
    }

    /// <summary>The device to measure.</summary>
    public static Device Choose(bool emulated) => emulated ? GpuDevices.Emulated(64) : Device.Gpu();
}
