namespace Descent.Tests.Losses;

public sealed class LossTests
{
    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_number_of_classes() =>
        Assert.Equal(Math.Log(10), Loss.CrossEntropy(Tensor.Zeros(4, 10), [0, 3, 9, 5]).Item(), 1e-6);

    [Fact]
    public void One_hot_targets_give_what_class_indices_give()
    {
        var logits = Tensor.Randn([3, 4], new Rng(1), DType.Float64);
        var oneHot = Tensor.Zeros([3, 4], DType.Float64);
        (oneHot[0, 1], oneHot[1, 0], oneHot[2, 3]) = (Tensor.Scalar(1, DType.Float64), Tensor.Scalar(1, DType.Float64), Tensor.Scalar(1, DType.Float64));
        Assert.Equal(Loss.CrossEntropy(logits, [1, 0, 3]).Item(), Loss.CrossEntropy(logits, oneHot).Item(), 1e-14);
        Assert.Equal(Loss.CrossEntropy(logits, [1, 0, 3], 0.1).Item(), Loss.CrossEntropy(logits, oneHot, 0.1).Item(), 1e-14);
    }

    [Fact]
    public void Binary_cross_entropy_is_bounded_where_a_sure_answer_is_wrong()
    {
        Assert.Equal(100, Loss.BinaryCrossEntropy(Tensor.Zeros(1), Tensor.Ones(1)).Item());
        Assert.Equal(1000, Loss.BinaryCrossEntropyWithLogits(Tensor.Full([1], -1000), Tensor.Ones(1)).Item());
    }

    [Fact]
    public void NaN_passes_through_so_that_training_can_report_it()
    {
        Assert.True(double.IsNaN(Loss.CrossEntropy(Tensor.Full([2, 3], double.NaN), [0, 1]).Item()));
        Assert.True(double.IsNaN(Loss.MeanSquaredError(Tensor.Full([2], double.NaN), Tensor.Zeros(2)).Item()));
        Assert.True(double.IsNaN(Loss.BinaryCrossEntropyWithLogits(Tensor.Full([2], double.NaN), Tensor.Zeros(2)).Item()));
    }

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_says_what_fits(string expected, Func<object> misuse) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(misuse).Message);

    public static TheoryData<string, Func<object>> Misuses() => new()
    {
        { "target 3 in row 1 is not a class index; logits (2, 3) have classes 0..2", () => Loss.CrossEntropy(Tensor.Zeros(2, 3), [0, 3]) },
        { "target -1 in row 0", () => Loss.CrossEntropy(Tensor.Zeros(2, 3), [-1, 0]) },
        { "target 0.5 in row 0", () => Loss.CrossEntropy(Tensor.Zeros(1, 3), Tensor.Full([1], 0.5)) },
        { "use class indices (2,) or probabilities (2, 3)", () => Loss.CrossEntropy(Tensor.Zeros(2, 3), Tensor.Zeros(3)) },
        { "must be (batch, classes)", () => Loss.CrossEntropy(Tensor.Zeros(3), Tensor.Zeros(3)) },
        { "with at least one of each", () => Loss.CrossEntropy(Tensor.Zeros(0, 3), Tensor.Zeros(0)) },
        { "labelSmoothing is 1.5", () => Loss.CrossEntropy(Tensor.Zeros(1, 3), [0], 1.5) },
        { "predictions (4, 1) and targets (4,) differ; Reshape one to the other", () => Loss.MeanSquaredError(Tensor.Zeros(4, 1), Tensor.Zeros(4)) },
        { "predictions (0,) are empty", () => Loss.L1(Tensor.Zeros(0), Tensor.Zeros(0)) },
        { "delta is 0", () => Loss.Huber(Tensor.Zeros(1), Tensor.Zeros(1), 0) },
        { "a target is 2, but must be in [0, 1]", () => Loss.BinaryCrossEntropyWithLogits(Tensor.Zeros(1), Tensor.Full([1], 2)) },
        { "a probability is -0.5, but must be in [0, 1]", () => Loss.BinaryCrossEntropy(Tensor.Full([1], -0.5), Tensor.Zeros(1)) },
    };
}
