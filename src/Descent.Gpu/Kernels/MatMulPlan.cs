namespace Descent.Gpu.Kernels;

/// <summary>How a product is computed.</summary>
/// <param name="LargeTiles">Whether by large tiles of C, which read less for each multiply-add, or by small ones, of which there are more.</param>
/// <param name="Parts">Into how many parts the depth is cut, each summed by groups of its own: 1 where there are groups enough.</param>
/// <param name="PartDepth">The depth of a part: whole strips of small tiles; the last part may have less.</param>
internal readonly record struct MatMulPlan(bool LargeTiles, int Parts, int PartDepth)
{
    /// <summary>Groups of two warps that each multiprocessor should have, so that some compute while others wait for memory.</summary>
    private const int GroupsEach = 4;

    /// <summary>Adding parts up is a launch more, which takes as long as eight strips: less depth is not cut.</summary>
    private const int LeastDepth = 256;

    /// <summary>A part of less depth has waited for its first strip for as long as it computes.</summary>
    private const int LeastPart = 64;

    /// <summary>More parts would take longer to add up than they save.</summary>
    private const int MostParts = 16;

    /// <summary>Chooses by the size of C, the depth, and how many groups the device can run at once.</summary>
    /// <param name="shape">The product.</param>
    /// <param name="batches">How many such products.</param>
    /// <param name="multiprocessors">The device's.</param>
    /// <param name="threads">Threads that a group may have.</param>
    /// <param name="room">Elements that fit where parts are kept.</param>
    public static MatMulPlan For(MatMulShape shape, int batches, int multiprocessors, int threads, int room)
    {
        if (threads >= MatMulTiles.LargeThreads && Tiles(MatMulTiles.Large) >= multiprocessors)
            return Whole(shape, largeTiles: true);

        if (shape.Depth < LeastDepth)
            return Whole(shape, largeTiles: false);
        var elements = (long)shape.Rows * shape.Columns * batches;
        var parts = Math.Min(Math.Min(GroupsEach * multiprocessors / Tiles(MatMulTiles.Small), shape.Depth / LeastPart), Math.Min(MostParts, room / elements));
        return parts < 2 ? Whole(shape, largeTiles: false) : Split(shape, (int)parts);

        long Tiles(int edge) => (shape.Rows + edge - 1L) / edge * ((shape.Columns + edge - 1L) / edge) * batches;
    }

    /// <summary>The depth in one part.</summary>
    public static MatMulPlan Whole(MatMulShape shape, bool largeTiles) => new(largeTiles, 1, shape.Depth);

    /// <summary>The depth in so many parts, or fewer where it does not yield so many of whole strips.</summary>
    public static MatMulPlan Split(MatMulShape shape, int parts)
    {
        var strips = Math.Max(1, (shape.Depth + MatMulTiles.SmallDepth - 1) / MatMulTiles.SmallDepth);
        var each = (strips + parts - 1) / parts;
        return new(LargeTiles: false, (strips + each - 1) / each, each * MatMulTiles.SmallDepth);
    }
}
