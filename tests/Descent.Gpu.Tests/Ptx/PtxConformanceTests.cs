using Descent.Tests.Conformance;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>A device under test: the code that NVIDIA's driver gets, executed by the processor.</summary>
internal static class PtxDevices
{
    public static Device Device { get; } = PtxCompiler.CreateDevice("ptx", 256, contracts: true);
}

/// <summary>The PTX of the kernels computes what every device must.</summary>
[Collection("ptx")]
public sealed class PtxKernelTests() : KernelConformance(PtxDevices.Device);

/// <summary>The PTX of the kernels computes what PyTorch does.</summary>
[Collection("ptx")]
public sealed class PtxOperationTests() : OperationConformance(PtxDevices.Device);

/// <summary>The PTX of the kernels trains as PyTorch does.</summary>
[Collection("ptx")]
public sealed class PtxTrainingTests() : TrainingConformance(PtxDevices.Device);
