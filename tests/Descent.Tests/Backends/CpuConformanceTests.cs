using Descent.Tests.Conformance;

namespace Descent.Tests.Backends;

/// <summary>The processor computes what every device must.</summary>
public sealed class CpuKernelTests() : KernelConformance(Device.Cpu);

/// <summary>The processor computes what PyTorch does.</summary>
public sealed class CpuOperationTests() : OperationConformance(Device.Cpu);

/// <summary>The processor trains as PyTorch does.</summary>
public sealed class CpuTrainingTests() : TrainingConformance(Device.Cpu);
