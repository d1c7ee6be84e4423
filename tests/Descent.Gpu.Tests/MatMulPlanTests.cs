using Descent.Gpu.Kernels;

namespace Descent.Gpu.Tests;

/// <summary>Which way of computing a product is chosen.</summary>
public sealed class MatMulPlanTests
{
    // The layers of 784-512-512-10 at batch 128, and of 784-4096-4096-10 at batch 4096, on a GPU of 132 multiprocessors.
    [Theory]
    [InlineData(128, 512, 784, false, 7)]
    [InlineData(128, 512, 512, false, 8)]
    [InlineData(128, 10, 512, false, 8)]
    [InlineData(512, 784, 128, false, 1)]
    [InlineData(10, 512, 128, false, 1)]
    [InlineData(4096, 4096, 784, true, 1)]
    [InlineData(4096, 10, 4096, false, 4)]
    [InlineData(3, 3, 10, false, 1)]
    public void Sizes_decide_on_tiles_and_parts(int rows, int columns, int depth, bool largeTiles, int parts)
    {
        var shape = new MatMulShape(rows, columns, depth, 0, 0, 0, 0);
        var plan = MatMulPlan.For(shape, batches: 1, multiprocessors: 132, threads: 256, room: 1 << 19);
        Assert.Equal((largeTiles, parts), (plan.LargeTiles, plan.Parts));
        Assert.True(plan.PartDepth * plan.Parts >= depth && plan.PartDepth * (plan.Parts - 1) < depth);
    }

    [Fact]
    public void Parts_fit_the_room_for_them()
    {
        var shape = new MatMulShape(128, 512, 784, 0, 0, 0, 0);
        Assert.Equal(2, MatMulPlan.For(shape, 1, multiprocessors: 132, threads: 256, room: 3 * 128 * 512 - 1).Parts);
    }
}
