using ILGPU.Runtime;

namespace Descent.Gpu.Kernels;

/// <summary>Sizes of the tiles in which products are computed.</summary>
internal static class MatMulTiles
{
    /// <summary>Edge of a small tile of C: many groups even where C is small, as with the batches of the lectures.</summary>
    public const int Small = 32;

    /// <summary>Threads of a group for small tiles: 16 sums each.</summary>
    public const int SmallThreads = 64;

    /// <summary>
    /// Elements from one depth to the next in shared memory: four more than the edge, so that threads which write to different depths meet in
    /// fewer of its 32 banks.
    /// </summary>
    public const int SmallPitch = Small + 4;

    /// <summary>Depth of the strips that small tiles go through.</summary>
    public const int SmallDepth = 16;

    /// <summary>Edge of a large tile of C: 64 sums a thread, so that 64 multiply-adds go with 16 numbers read.</summary>
    public const int Large = 128;

    /// <summary>Elements from one depth to the next in shared memory.</summary>
    public const int LargePitch = Large + 4;

    /// <summary>Threads of a group for large tiles.</summary>
    public const int LargeThreads = 256;

    /// <summary>Depth of the strips that large tiles go through.</summary>
    public const int LargeDepth = 8;

    /// <summary>
    /// Groups for small tiles that a multiprocessor is to have room for, by their registers, of which it has 65,536: ten leave each thread 96,
    /// which for floats is enough; doubles take 160.
    /// </summary>
    public static KernelSpecialization SmallGroups<T>()
        where T : unmanaged
        => new(SmallThreads, typeof(T) == typeof(float) ? 10 : 6);

    /// <summary>
    /// Two groups for large tiles, with 128 registers for each thread, so that one computes while the other waits for memory. The sums of
    /// doubles alone take as many.
    /// </summary>
    public static KernelSpecialization LargeGroups<T>()
        where T : unmanaged
        => new(LargeThreads, typeof(T) == typeof(float) ? 2 : 1);
}
