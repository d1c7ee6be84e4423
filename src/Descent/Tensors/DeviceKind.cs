namespace Descent;

/// <summary>How a device computes.</summary>
public enum DeviceKind
{
    /// <summary>This computer's processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>A GPU of another maker, through OpenCL.</summary>
    OpenCL,

    /// <summary>A GPU played by the processor: slow, for testing kernels.</summary>
    Emulated,
}
