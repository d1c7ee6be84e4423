using Descent.Tests.Conformance;

namespace Descent.Gpu.Tests;

/// <summary>Devices under test: a GPU played by the processor, so that kernels are tested where there is none.</summary>
internal static class Emulators
{
    public static Device Device { get; } = GpuDevices.Emulated(64);
}

/// <summary>The GPU's kernels compute what every device must.</summary>
[Collection("emulator")]
public sealed class EmulatedKernelTests() : KernelConformance(Emulators.Device);

/// <summary>The GPU's kernels compute what PyTorch does.</summary>
[Collection("emulator")]
public sealed class EmulatedOperationTests() : OperationConformance(Emulators.Device);

/// <summary>The GPU's kernels train as PyTorch does. On a device of its own, so that it runs beside the others: most of the time threads wait for each other.</summary>
[Collection("emulator for training")]
public sealed class EmulatedTrainingTests() : TrainingConformance(Emulator)
{
    private static readonly Device Emulator = GpuDevices.Emulated(64);
}
