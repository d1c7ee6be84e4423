namespace Descent.Gpu.Tests;

/// <summary>Products by large tiles, which need groups of 256 threads, and on a GPU are for large matrices only.</summary>
[Collection("emulator")]
public sealed class LargeTileTests
{
    private static readonly Lazy<Device> Emulator = new(() =>
    {
        var device = GpuDevices.Emulated(256);
        ((GpuBackend)device.Backend).PrefersLargeTiles = true;
        return device;
    });

    [Theory]
    [InlineData(4, 8, 4, DType.Float32)]
    [InlineData(128, 16, 128, DType.Float32)]
    [InlineData(132, 20, 140, DType.Float32)]
    [InlineData(131, 9, 141, DType.Float32)]
    [InlineData(131, 9, 141, DType.Float64)]
    [InlineData(1, 1, 1, DType.Float64)]
    public void Products_and_their_transposed_ones_are_the_processors(int m, int k, int n, DType dtype)
    {
        var (here, there) = (Products(Device.Cpu), Products(Emulator.Value));
        Assert.All(here.Zip(there), pair => Assert.Equal(pair.First, pair.Second, dtype == DType.Float64 ? 1e-12 : 1e-4));

        // A B, and for the gradients G Bᵀ and Aᵀ G; the layer adds A Wᵀ + b.
        double[] Products(Device device)
        {
            var a = Tensor.Rand([m, k], new Rng(1), dtype).To(device);
            var b = Tensor.Rand([k, n], new Rng(2), dtype).To(device);
            a.RequiresGrad = b.RequiresGrad = true;
            var product = a.MatMul(b);
            product.Backward(Tensor.Rand([m, n], new Rng(3), dtype).To(device));
            var layer = a.Linear(b.Detach().T.Clone(), Tensor.Rand([n], new Rng(4), dtype).To(device));
            return [.. product.ToArray<double>(), .. a.Grad!.ToArray<double>(), .. b.Grad!.ToArray<double>(), .. layer.ToArray<double>()];
        }
    }

    [Fact]
    public void Batches_are_products_of_their_own()
    {
        var (a, b) = (Tensor.Rand([2, 5, 8], new Rng(1)), Tensor.Rand([2, 8, 12], new Rng(2)));
        Assert.All(a.MatMul(b).ToArray<float>().Zip(a.To(Emulator.Value).MatMul(b.To(Emulator.Value)).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Rows_that_begin_in_the_middle_of_four_numbers_are_read_one_by_one()
    {
        var (a, b) = (Tensor.Rand([9, 8], new Rng(1)), Tensor.Rand([8, 8], new Rng(2)));
        var whole = Tensor.Zeros(73).To(Emulator.Value);
        var view = new Tensor(whole.Storage, 1, [9, 8], whole.Device).CopyFrom(a);
        Assert.All(a.MatMul(b).ToArray<float>().Zip(view.MatMul(b.To(Emulator.Value)).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
