using Descent.Backends;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Descent.Gpu;

/// <summary>The GPUs of this computer. <see cref="Descent.Device.List"/> finds this class by itself; nobody else needs it.</summary>
public sealed class GpuDevices : IDeviceSource
{
    // Default optimisation: the next level (O2) marks branches as uniform that are not.
    private static readonly Lazy<Context> Gpus = new(() =>
    {
        NativeLibraries.Register();
        return Context.Create(builder => builder.OpenCL().Cuda());
    });

    /// <summary>Looks for GPUs. None is opened before it is used.</summary>
    public GpuDevices()
    {
        var context = Gpus.Value;
        var cuda = context.Devices.OfType<CudaDevice>().OrderByDescending(device => (long)device.NumMultiprocessors * device.ClockRate)
            .Select((device, index) => Open(context, device, $"cuda:{index}", DeviceKind.Cuda));

        // An NVIDIA card is an OpenCL device, too. Kernels need double precision here and there, in those for floats, too.
        var openCL = context.Devices.OfType<CLDevice>().Where(device => device.DeviceType == CLDeviceType.CL_DEVICE_TYPE_GPU && device.Vendor != CLDeviceVendor.Nvidia && device.Capabilities.Float64)
            .Select((device, index) => Open(context, device, $"opencl:{index}", DeviceKind.OpenCL));
        Devices = [.. cuda, .. openCL];
        Problem = Devices.Count == 0 ? $"no GPU was found: {NativeLibraries.Describe()}" : null;
    }

    /// <inheritdoc />
    public IReadOnlyList<Device> Devices { get; }

    /// <inheritdoc />
    public string? Problem { get; }

    /// <summary>A GPU played by the processor, with groups of so many threads: every kernel runs as it would on a GPU, thousands of times slower.</summary>
    /// <param name="threads">A power of two from 64, which products need, to 256.</param>
    internal static Device Emulated(int threads)
    {
        var device = new CPUDevice(4, threads / 4, 1);
        var context = Context.Create(builder => builder.CPU(device));
        return Open(context, device, $"emulated:{threads}", DeviceKind.Emulated);
    }

    private static Device Open(Context context, ILGPU.Runtime.Device device, string name, DeviceKind kind) => new(
        name, kind, device.Name, device.MemorySize, () =>
        {
            try
            {
                return new GpuBackend(device.CreateAccelerator(context), name);
            }
            catch (AcceleratorException error)
            {
                throw new InvalidOperationException($"{name} ({device.Name}) cannot be used: {error.Message} Use Device.Cpu.", error);
            }
        });
}
