using FsCheck.Fluent;

namespace Descent.Tests.Tensors;

public sealed class TensorTests
{
    [Fact]
    public void Slices_follow_ranges_places_and_steps()
    {
        var x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        Assert.Equal([4, 5, 6, 7], x[0, 1].ToArray<float>());
        Assert.Equal([23], x[-1, -1, -1].ToArray<float>());
        Assert.Equal(Shape.Scalar, x[1, 2, 3].Shape);
        Assert.Equal(new Shape(2, 2, 2), x[.., 1.., TensorIndex.Every(2, ..)].Shape);
        Assert.Equal([4, 6, 8, 10, 16, 18, 20, 22], x[.., 1.., TensorIndex.Every(2, ..)].ToArray<float>());
        Assert.Equal(new Shape(2, 0, 4), x[.., 1..1].Shape);
    }

    [Fact]
    public void Setting_a_slice_copies_and_broadcasts()
    {
        var x = Tensor.Zeros(3, 4);
        x[1] = Tensor.From([1f, 2, 3, 4]);
        x[.., ^1] = Tensor.Scalar(9);
        Assert.Equal([0, 0, 0, 9, 1, 2, 3, 9, 0, 0, 0, 9], x.ToArray<float>());
    }

    [Fact]
    public void Transposing_and_permuting_move_every_element_to_its_place()
    {
        Prop.ForAll(Gen.Choose(0, 40).Three().ToArbitrary(), sizes =>
        {
            var (a, b, c) = sizes;
            var x = Tensor.Rand([a, b, c], new Rng(1));
            var y = x.Permute(2, 0, 1);
            var (from, to) = (x.ToArray<float>(), y.ToArray<float>());
            for (var i = 0; i < a; i++)
            {
                for (var j = 0; j < b; j++)
                {
                    for (var k = 0; k < c; k++)
                    {
                        if (from[(((i * b) + j) * c) + k] != to[(((k * a) + i) * b) + j])
                            return false;
                    }
                }
            }

            return y.Shape == new Shape(c, a, b) && y.Permute(1, 2, 0).ToArray<float>().SequenceEqual(from);
        }).QuickCheckThrowOnFailure(40);
    }

    [Fact]
    public void Broadcasting_gives_what_explicit_loops_give()
    {
        var size = Gen.Choose(1, 4);
        var flags = Gen.Choose(0, 1).ArrayOf(6);
        Prop.ForAll(size.Three().Zip(flags).ToArbitrary(), input =>
        {
            var ((a, b, c), flag) = input;
            int[] whole = [a, b, c];
            int[] x = [.. whole.Select((s, i) => flag[i] == 1 ? 1 : s)], y = [.. whole.Select((s, i) => flag[i + 3] == 1 ? 1 : s)];
            var (left, right) = (Tensor.Randn(x, new Rng(5)), Tensor.Randn(y, new Rng(6)));
            var difference = left - right;
            for (var i = 0; i < difference.Shape[0]; i++)
            {
                for (var j = 0; j < difference.Shape[1]; j++)
                {
                    for (var k = 0; k < difference.Shape[2]; k++)
                    {
                        var expected = (float)left.At(i % x[0], j % x[1], k % x[2]) - (float)right.At(i % y[0], j % y[1], k % y[2]);
                        if ((float)difference.At(i, j, k) != expected)
                            return false;
                    }
                }
            }

            return true;
        }).QuickCheckThrowOnFailure(100);
    }

    [Fact]
    public void Sums_do_not_depend_on_how_axes_are_folded()
    {
        var x = Tensor.Randn([3, 4, 5], new Rng(2), DType.Float64);
        var all = x.Sum().Item();
        Assert.Equal(all, x.Sum(0).Sum().Item(), 1e-12);
        Assert.Equal(all, x.Sum(1).Sum(1).Sum().Item(), 1e-12);
        Assert.Equal(all, x.ToArray<double>().Sum(), 1e-12);
    }

    [Fact]
    public void Long_Float32_sums_keep_their_digits()
    {
        var x = Tensor.Full([1_000_000], 0.1);
        Assert.Equal(100_000, x.Sum().Item(), 0.1);
    }

    [Fact]
    public void Softmax_survives_huge_logits()
    {
        var x = Tensor.From([1000f, 1000, -1000]);
        Assert.Equal([0.5f, 0.5f, 0], x.Softmax().ToArray<float>());
        Assert.Equal(1000 + Math.Log(2), x.LogSumExp(0).Item(), 1e-3);
        Assert.Equal(-Math.Log(2), x.LogSoftmax().At(0), 1e-4);
    }

    [Fact]
    public void A_unit_that_is_off_passes_no_gradient_however_large()
    {
        var x = Tensor.Full([37], -1);
        x.RequiresGrad = true;
        x.ReLU().Backward(Tensor.Full([37], double.PositiveInfinity));
        Assert.All(x.Grad!.ToArray<float>(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Where_the_largest_is_is_its_first_place_and_NaN_wins()
    {
        var x = Tensor.From(new[,] { { 1f, 3, 3 }, { 2, float.NaN, 9 } });
        Assert.Equal([1, 1], x.ArgMax(1).ToArray<float>());
        Assert.Equal([0, 1], x.ArgMin(1).ToArray<float>());
        Assert.True(double.IsNaN(x.Max().Item()));
    }

    [Fact]
    public void Matrix_products_treat_vectors_as_rows_and_columns()
    {
        var (a, v) = (Tensor.Arange(0, 6).Reshape(2, 3), Tensor.From([1f, 2, 3]));
        Assert.Equal([8, 26], a.MatMul(v).ToArray<float>());
        Assert.Equal(14, v.MatMul(v).Item());
        Assert.Equal(new Shape(3), Tensor.From([1f, 1]).MatMul(a).Shape);
        Assert.Equal(new Shape(4, 2, 5), Tensor.Zeros(4, 2, 3).MatMul(Tensor.Zeros(3, 5)).Shape);
    }

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_names_the_operation_and_the_shapes(string expected, Func<object> misuse)
    {
        var error = Assert.ThrowsAny<Exception>(() => misuse());
        Assert.True(error is ArgumentException or InvalidOperationException, error.GetType().Name);
        Assert.Contains(expected, error.Message);
    }

    public static TheoryData<string, Func<object>> Misuses() => new()
    {
        { "MatMul: (32, 784) x (128, 10): inner sizes 784 and 128 differ", () => Tensor.Zeros(32, 784).MatMul(Tensor.Zeros(128, 10)) },
        { "MatMul: (3,) x (4, 2): inner sizes 3 and 4 differ", () => Tensor.Zeros(3).MatMul(Tensor.Zeros(4, 2)) },
        { "MatMul: shapes (2,) and (3,) do not broadcast", () => Tensor.Zeros(2, 4, 5).MatMul(Tensor.Zeros(3, 5, 6)) },
        { "MatMul: () x (4, 2)", () => Tensor.Scalar(1).MatMul(Tensor.Zeros(4, 2)) },
        { "Add: shapes (2, 3) and (4,) do not broadcast: sizes 3 and 4 at axis -1", () => Tensor.Zeros(2, 3) + Tensor.Zeros(4) },
        { "Multiply: the inputs are Float32 and Float64; convert one with .To(DType.Float32)", () => Tensor.Zeros(2) * Tensor.Zeros([2], DType.Float64) },
        { "Reshape: shape (2, 3) has 6 elements, which do not make (4, -1)", () => Tensor.Zeros(2, 3).Reshape(4, -1) },
        { "Sum: axis 2 is not an axis of shape (2, 3)", () => Tensor.Zeros(2, 3).Sum(2) },
        { "At: index 3 is out of range at axis 1 of shape (2, 3)", () => Tensor.Zeros(2, 3).At(0, 3) },
        { "At: 1 indices for a tensor of shape (2, 3)", () => Tensor.Zeros(2, 3).At(0) },
        { "Slice: 1..5 is out of range at axis 0 of shape (3,), which has places 0..2", () => Tensor.Zeros(3)[1..5] },
        { "Slice: 2 indices for a tensor of shape (3,)", () => Tensor.Zeros(3)[0, 0] },
        { "Concat: shapes (2, 3) and (3, 4) differ in more than axis 0", () => Tensor.Concat(0, Tensor.Zeros(2, 3), Tensor.Zeros(3, 4)) },
        { "Stack: shapes (2,) and (3,) differ", () => Tensor.Stack(0, Tensor.Zeros(2), Tensor.Zeros(3)) },
        { "IndexSelect: index 3 is out of range at axis 0 of shape (3, 2) (use 0..2)", () => Tensor.Zeros(3, 2).IndexSelect(0, 3) },
        { "Gather: index 0.5 is not a place", () => Tensor.Zeros(1, 2).Gather(1, Tensor.Full([1, 1], 0.5)) },
        { "Permute: (0, 0) does not name each of the 2 axes", () => Tensor.Zeros(2, 3).Permute(0, 0) },
        { "Squeeze: axis 0 of shape (2, 3) has size 2, not 1", () => Tensor.Zeros(2, 3).Squeeze(0) },
        { "Expand: shape (2, 3) does not stretch to (3,)", () => Tensor.Zeros(2, 3).Expand([3]) },
        { "Expand: shapes (2, 3) and (2,) do not broadcast", () => Tensor.Zeros(2, 3).Expand([2]) },
        { "Item: a tensor of shape (2, 3) has 6 elements", () => Tensor.Zeros(2, 3).Item() },
        { "Clamp: min 2 is above max 1", () => Tensor.Zeros(2).Clamp(2, 1) },
        { "Mean: shape (0, 3) has too few elements", () => Tensor.Zeros(0, 3).Mean(0) },
        { "Max: shape (0,) has too few elements", () => Tensor.Zeros(0).Max() },
        { "From: 3 values for shape (2, 2), which has 4 elements", () => Tensor.From([1f, 2, 3], 2, 2) },
        { "Shape: (2, -3) has a negative size", () => Tensor.Zeros(2, -3) },
        { "Shape: (65536, 65536) has more than", () => Tensor.Zeros(65536, 65536) },
        { "CopyFrom: the tensor is (2,), the other (3,)", () => Tensor.Zeros(2).CopyFrom(Tensor.Zeros(3)) },
        { "ToArray2D: a tensor of shape (3,) is not a matrix", () => Tensor.Zeros(3).ToArray2D() },
        { "Arange: step -1 does not lead from 0 to 3", () => Tensor.Arange(0, 3, -1) },
        { "Linspace: count is 1", () => Tensor.Linspace(0, 1, 1) },
        { "Linear: the input is (2, 5), but the weight (3, 4) takes (..., 4)", () => Tensor.Zeros(2, 5).Linear(Tensor.Zeros(3, 4)) },
        { "Linear: the bias is (2,), but the weight (3, 4) needs (3,)", () => Tensor.Zeros(2, 4).Linear(Tensor.Zeros(3, 4), Tensor.Zeros(2)) },
    };

    [Fact]
    public void Text_shows_shape_type_and_values_and_leaves_out_the_middle()
    {
        Assert.Equal("Tensor (2, 2) Float32\n[[1.0000 2.5000]\n [0.0000 -1.0000]]", Tensor.From(new[,] { { 1f, 2.5f }, { 0, -1 } }).ToString());
        Assert.Equal("Tensor () Float64 3", Tensor.Scalar(3, DType.Float64).ToString());
        Assert.Equal("Tensor (1000,) Float32\n[0 1 2 ... 997 998 999]", Tensor.Arange(0, 1000).ToString());
        Assert.Contains("Tensor (0, 3) Float32", Tensor.Zeros(0, 3).ToString());
        Assert.Contains("<td", Tensor.Zeros(2, 2).ToHtml());
        var named = Tensor.Zeros(2, 2);
        named.Name = "<b>";
        Assert.DoesNotContain("<b>", named.ToHtml());
    }

    [Fact]
    public void Random_numbers_repeat_with_their_seed_and_have_the_right_moments()
    {
        Assert.Equal(Tensor.Randn([100], new Rng(7)).ToArray<float>(), Tensor.Randn([100], new Rng(7)).ToArray<float>());
        Assert.NotEqual(Tensor.Randn([100], new Rng(7)).ToArray<float>(), Tensor.Randn([100], new Rng(8)).ToArray<float>());
        var x = Tensor.Randn([100_000], new Rng(1), DType.Float64);
        Assert.Equal(0, x.Mean().Item(), 0.02);
        Assert.Equal(1, x.Var(0).Item(), 0.02);
        var u = Tensor.Rand([100_000], new Rng(1), DType.Float64);
        Assert.Equal(0.5, u.Mean().Item(), 0.01);
        Assert.InRange(u.Max().Item(), 0.999, 1 - 1e-16);
    }

    [Fact]
    public void The_generator_is_Philox_4x32_10()
    {
        // Known answers published with the Random123 library (Salmon et al. 2011).
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Rng.Philox(0, 0, 0));
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Rng.Philox(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue));
    }
}
