namespace Descent.Gpu.Kernels;

/// <summary>Sizes of the tiles in which products are computed.</summary>
internal static class MatMulTiles
{
    /// <summary>Edge of a small tile of C: many groups even where C is small, as with the batches of the lectures.</summary>
    public const int Small = 32;

    /// <summary>Threads of a group for small tiles: 16 sums each.</summary>
    public const int SmallThreads = 64;

    /// <summary>Depth of the strips that small tiles go through.</summary>
    public const int SmallDepth = 16;

    /// <summary>Edge of a large tile of C: 64 sums a thread, so that 64 multiply-adds go with 16 numbers read.</summary>
    public const int Large = 128;

    /// <summary>Threads of a group for large tiles.</summary>
    public const int LargeThreads = 256;

    /// <summary>Depth of the strips that large tiles go through.</summary>
    public const int LargeDepth = 8;
}
