namespace Descent.Tests;

/// <summary>Bad input is an error that says what is wrong, wherever it comes in.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, Action> Cases => new()
    {
        { "null layer", () => _ = new Sequential(new Linear(2, 2), null!) },
        { "layer that is not there", () => _ = new Sequential(new ReLU())[1] },
        { "null weight", () => _ = new SGD([null!], 0.1) },
        { "null weight to clip", () => GradientClip.ByNorm([null!], 1) },
        { "null weight to clip by value", () => GradientClip.ByValue([null!], 1) },
        { "null weight to check", () => GradientCheck.Run(() => Tensor.Scalar(1), [null!]) },
        { "loss that gives nothing", () => GradientCheck.Run(() => null!, [Weight(2)]) },
        { "nothing to check", () => GradientCheck.Compare(() => Tensor.Scalar(1), [Weight(0)], [Tensor.Zeros(0)]) },
        { "null gradient to check", () => GradientCheck.Compare(() => Tensor.Scalar(1), [Weight(1)], [null!]) },
        { "null scalar", () => _ = new Scalar(1) + null! },
        { "null scalar in a sum", () => Scalar.Sum([null!]) },
        { "no columns to score", () => Metrics.Accuracy(Tensor.Zeros(3), Tensor.Zeros(3, 0)) },
        { "no columns to count", () => ConfusionMatrix.From(Tensor.Zeros(3), Tensor.Zeros(3, 0)) },
        { "too many to count", () => _ = new ConfusionMatrix(new[,] { { int.MaxValue, 1 }, { 0, 0 } }) },
        { "class that is not there", () => _ = new ConfusionMatrix(new[,] { { 1 } })[0, 1] },
        { "nameless class", () => _ = new ConfusionMatrix(new[,] { { 1 } }, [null!]) },
        { "nameless class of a data set", () => _ = new DataSet(Tensor.Ones(1, 1), Tensor.Zeros(1), classNames: [null!]) },
        { "targets without columns", () => _ = new DataSet(Tensor.Ones(2, 1), Tensor.Zeros(2, 0)) },
        { "more classes than fit", () => OneHot.Encode(Tensor.Zeros(2), int.MaxValue) },
        { "more points than fit", () => Toy.Blobs(int.MaxValue) },
        { "empty log-likelihood", () => Loss.NegativeLogLikelihood(Tensor.Zeros(0, 3), Tensor.Zeros(0)) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_input_is_an_argument_error(string what, Action action)
    {
        var error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.False(string.IsNullOrEmpty(error.Message), what);
    }

    [Fact]
    public void Batch_normalisation_of_another_type_is_refused_before_its_statistics_change()
    {
        var layer = new BatchNorm(2);
        var error = Assert.Throws<ArgumentException>(() => layer.Forward(Tensor.Ones([3, 2], DType.Float64)));
        Assert.StartsWith("BatchNorm: the input is Float64", error.Message);
        Assert.Equal([1f, 1], layer.RunningVar.ToArray<float>());
    }

    [Fact]
    public void A_layer_used_twice_is_trained_once()
    {
        var layer = new Linear(2, 2);
        var model = new Sequential(layer, new ReLU(), layer);
        Assert.Equal([layer.Weight, layer.Bias!], new SGD(model.Parameters(), 0.1).Parameters);
    }

    private static Tensor Weight(int size)
    {
        var weight = Tensor.Ones(size);
        weight.RequiresGrad = true;
        return weight;
    }
}
