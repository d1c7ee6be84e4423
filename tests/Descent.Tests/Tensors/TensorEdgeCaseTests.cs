namespace Descent.Tests.Tensors;

public sealed class TensorEdgeCaseTests
{
    [Fact]
    public void Log_softmax_of_large_equal_logits_keeps_the_logarithm() =>
        Assert.Equal(-Math.Log(2), Tensor.From([1e8f, 1e8f]).LogSoftmax().At(0), 1e-6);

    [Fact]
    public void Cross_entropy_of_large_equal_logits_is_log_2() =>
        Assert.Equal(Math.Log(2), Loss.CrossEntropy(Tensor.From([1e8f, 1e8f], 1, 2), [0]).Item(), 1e-6);

    [Theory]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, 0, double.PositiveInfinity)]
    [InlineData(double.NaN, 0, double.NaN)]
    public void Log_sum_exp_passes_infinities_and_NaN_on(double a, double b, double expected) =>
        Assert.Equal(expected, Tensor.From([a, b]).LogSumExp(0).Item());

    [Fact]
    public void Leaky_ReLU_with_slope_0_passes_NaN_on() =>
        Assert.Equal([float.NaN, 0, 2], Tensor.From([float.NaN, -1, 2]).LeakyReLU(0).ToArray<float>());

    [Fact]
    public void The_mean_of_ones_is_1()
    {
        for (var n = 1; n < 500; n++)
            Assert.Equal(1, Tensor.Ones(n).Mean().Item());
    }

    [Fact]
    public void A_sum_over_a_million_rows_keeps_its_digits() =>
        Assert.Equal(1e5, Tensor.Full([1_000_000, 2], 0.1).Sum(0).At(1), 5.0);

    [Fact]
    public void The_largest_of_more_elements_than_Float32_can_number_is_found()
    {
        var x = Tensor.Zeros((1 << 24) + 11);
        x[^4] = Tensor.Scalar(5);
        Assert.Equal(5, x.Max().Item());
    }

    [Fact]
    public void Places_that_Float32_cannot_number_are_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Zeros((1 << 24) + 11).ArgMax(0));
        Assert.Contains("Float64", error.Message);
    }

    [Fact]
    public void An_empty_batch_is_flattened() => Assert.Equal([0, 64], Tensor.Zeros(0, 8, 8).Flatten().Shape);

    [Fact]
    public void Setting_elements_converts_their_type()
    {
        var x = Tensor.Zeros([3], DType.Float64);
        x[..2] = Tensor.From([1f, 2f]);
        Assert.Equal([1, 2, 0], x.ToArray<double>());
    }

    [Fact]
    public void A_step_beyond_the_end_takes_the_first_place() =>
        Assert.Equal([0f], Tensor.Arange(0, 5)[TensorIndex.Every(int.MaxValue, ..)].ToArray<float>());

    [Fact]
    public void An_index_that_was_never_set_takes_nothing() => Assert.Equal([0], Tensor.Ones(3)[default(TensorIndex)].Shape);

    [Theory]
    [InlineData(46341)]
    [InlineData(65536)]
    [InlineData(-1)]
    public void An_identity_matrix_that_cannot_be_is_an_argument_error(int size) =>
        Assert.Throws<ArgumentException>(() => Tensor.Eye(size));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, double.PositiveInfinity, 1)]
    [InlineData(0, 1, -1)]
    [InlineData(0, 1, double.NaN)]
    public void A_range_without_an_end_is_an_argument_error(double start, double stop, double step) =>
        Assert.Throws<ArgumentException>(() => Tensor.Arange(start, stop, step));

    [Fact]
    public void More_axes_than_64_are_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Zeros(new int[65]));
        Assert.Contains("65 axes", error.Message);
    }

    [Fact]
    public void Nothing_among_tensors_to_join_is_named()
    {
        Assert.Throws<ArgumentNullException>(() => Tensor.Concat(0, Tensor.Ones(2), null!));
        Assert.Throws<ArgumentNullException>(() => Tensor.Stack(0, null!, Tensor.Ones(2)));
    }

    [Fact]
    public void A_mean_of_nothing_names_the_operation_and_the_shape()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Tensor.Zeros(0, 3).Mean(0));
        Assert.Contains("Mean: shape (0, 3)", error.Message);
    }
}
