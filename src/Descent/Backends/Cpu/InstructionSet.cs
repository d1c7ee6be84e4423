namespace Descent.Backends.Cpu;

/// <summary>The vector widths that the CPU kernels are written for, narrowest first. All of them give the same bits.</summary>
internal enum InstructionSet
{
    /// <summary>One element at a time: small products, and the reference that the tests compare with.</summary>
    Scalar,

    /// <summary>128 bits: Arm64 (AdvSimd) and old x86.</summary>
    Vector128,

    /// <summary>256 bits: x86 with AVX2 and FMA.</summary>
    Vector256,

    /// <summary>512 bits: x86 with AVX-512.</summary>
    Vector512,
}
