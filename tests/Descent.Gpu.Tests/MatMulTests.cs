using Descent.Backends;
using Descent.Gpu.Kernels;
using Descent.Gpu.Tests.Ptx;

namespace Descent.Gpu.Tests;

/// <summary>
/// Matrix products in each way in which a GPU computes them: by small tiles, by large ones, and with the depth in several parts. The last two
/// are for sizes that an emulated GPU is too slow for, so they are asked for here.
/// </summary>
/// <param name="device">A device for groups of 256 threads.</param>
public abstract class MatMulTests(Device device)
{
    private static readonly Dictionary<string, Func<MatMulShape, MatMulPlan>> Plans = new()
    {
        ["small tiles"] = shape => MatMulPlan.Whole(shape, largeTiles: false),
        ["large tiles"] = shape => MatMulPlan.Whole(shape, largeTiles: true),
        ["two parts"] = shape => MatMulPlan.Split(shape, 2),
        ["five parts"] = shape => MatMulPlan.Split(shape, 5),
    };

    public static TheoryData<string> Ways() => [.. Plans.Keys];

    public static TheoryData<string, int, int, int, DType> Products()
    {
        var cases = new TheoryData<string, int, int, int, DType>();
        foreach (var plan in Plans.Keys)
        {
            foreach (var (m, k, n, dtype) in (ReadOnlySpan<(int, int, int, DType)>)[
                (4, 8, 4, DType.Float32), (128, 16, 128, DType.Float32), (132, 20, 140, DType.Float32), (131, 9, 141, DType.Float32), (131, 9, 141, DType.Float64), (1, 1, 1, DType.Float64),
                (5, 37, 6, DType.Float32), (5, 80, 6, DType.Float64), (3, 0, 2, DType.Float32)])
            {
                cases.Add(plan, m, k, n, dtype);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Products_and_their_transposed_ones_are_the_processors(string plan, int m, int k, int n, DType dtype)
    {
        var (here, there) = (Results(Device.Cpu), Results(Planned(plan)));
        Assert.All(here.Zip(there), pair => Assert.Equal(pair.First, pair.Second, dtype == DType.Float64 ? 1e-12 : 1e-4));

        // A B, and for the gradients G Bᵀ and Aᵀ G; the layer adds A Wᵀ + b.
        double[] Results(Device where)
        {
            var a = Tensor.Rand([m, k], new Rng(1), dtype).To(where);
            var b = Tensor.Rand([k, n], new Rng(2), dtype).To(where);
            a.RequiresGrad = b.RequiresGrad = true;
            var product = a.MatMul(b);
            product.Backward(Tensor.Rand([m, n], new Rng(3), dtype).To(where));
            var layer = a.Linear(b.Detach().T.Clone(), Tensor.Rand([n], new Rng(4), dtype).To(where));
            return [.. product.ToArray<double>(), .. a.Grad!.ToArray<double>(), .. b.Grad!.ToArray<double>(), .. layer.ToArray<double>()];
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Bias_and_activation_are_applied_on_the_way_out(string plan)
    {
        foreach (var activation in (Activation?[])[null, new(UnaryKind.ReLU), new(UnaryKind.LeakyReLU, 0.25), new(UnaryKind.Tanh), new(UnaryKind.Sigmoid)])
        {
            foreach (var hasBias in (bool[])[true, false])
            {
                var (here, there) = (Result(Device.Cpu), Result(Planned(plan)));
                Assert.All(here.Zip(there), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

                double[] Result(Device where) =>
                    Made(where, 37, 50).Linear(Made(where, 33, 50), hasBias ? Made(where, 33) : null, activation).ToArray<double>();
            }
        }

        static Tensor Made(Device where, params int[] shape) => (Tensor.Rand(new Shape(shape), new Rng(shape.Length)) - 0.5).To(where);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Numbers_that_are_not_finite_pass(string plan)
    {
        // A product that is infinite or not a number goes through the rectifier as on the processor.
        var x = Tensor.From(new double[,] { { double.PositiveInfinity }, { double.NegativeInfinity }, { double.NaN } }).To(Planned(plan));
        Assert.Equal([double.PositiveInfinity, 0, double.NaN], x.Linear(Tensor.From(new double[,] { { 1 } }).To(x.Device), null, new(UnaryKind.ReLU)).ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Batches_are_products_of_their_own(string plan)
    {
        var (a, b) = (Tensor.Rand([2, 5, 40], new Rng(1)), Tensor.Rand([2, 40, 12], new Rng(2)));
        var planned = Planned(plan);
        Assert.All(a.MatMul(b).ToArray<float>().Zip(a.To(planned).MatMul(b.To(planned)).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void More_batches_than_a_launch_takes_are_several_launches(string plan)
    {
        var (a, b) = (Tensor.Rand([7, 5, 40], new Rng(1)), Tensor.Rand([7, 40, 2], new Rng(2)));
        var backend = (GpuBackend)Planned(plan).Backend;
        var most = backend.MostBatches;
        backend.MostBatches = 3;
        var product = a.To(device).MatMul(b.To(device)).ToArray<float>();
        backend.MostBatches = most;
        Assert.All(a.MatMul(b).ToArray<float>().Zip(product), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Rows_that_begin_in_the_middle_of_four_numbers_are_read_one_by_one(string plan)
    {
        var (a, b) = (Tensor.Rand([9, 8], new Rng(1)), Tensor.Rand([8, 8], new Rng(2)));
        var whole = Tensor.Zeros(73).To(Planned(plan));
        var view = new Tensor(whole.Storage, 1, [9, 8], whole.Device).CopyFrom(a);
        Assert.All(a.MatMul(b).ToArray<float>().Zip(view.MatMul(b.To(whole.Device)).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private Device Planned(string plan)
    {
        ((GpuBackend)device.Backend).Plan = Plans[plan];
        return device;
    }
}

/// <summary>On ILGPU's emulated GPU.</summary>
[Collection("emulator")]
public sealed class EmulatedMatMulTests() : MatMulTests(Emulator)
{
    private static readonly Device Emulator = GpuDevices.Emulated(256);
}

/// <summary>The code that NVIDIA's driver gets.</summary>
[Collection("ptx")]
public sealed class PtxMatMulTests() : MatMulTests(Machine)
{
    private static readonly Device Machine = PtxCompiler.CreateDevice("ptx for products", 256, contracts: true);
}
