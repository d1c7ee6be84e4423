namespace Descent.Tests.Layers;

public sealed class LinearTests
{
    [Fact]
    public void From_gives_a_layer_with_the_weights_chosen()
    {
        var layer = Linear.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [10, 20]);
        Assert.Equal((3, 2), (layer.InFeatures, layer.OutFeatures));
        Assert.Equal(DType.Float64, layer.Weight.DType);
        Assert.Equal([24.0, 52.0], layer.Forward(Tensor.From(new double[,] { { 1, 2, 3 } })).ToArray<double>());
    }

    [Fact]
    public void From_keeps_the_tensors_type_and_may_leave_the_bias_out()
    {
        var layer = Linear.From(Tensor.From(new float[,] { { 2, -1 } }));
        Assert.Null(layer.Bias);
        Assert.Equal(DType.Float32, layer.Weight.DType);
        Assert.Equal(-1, layer.Forward(Tensor.From([3f, 7f], 1, 2)).Item());
    }

    [Fact]
    public void From_copies_so_that_training_leaves_the_given_tensors_alone()
    {
        var given = Tensor.From(new double[,] { { 1, 1 } });
        var layer = Linear.From(given, Tensor.From([0.5]));
        layer.Forward(Tensor.From(new double[,] { { 1, 2 } })).Sum().Backward();
        new SGD(layer.Parameters(), lr: 1).Step();
        Assert.Equal([0.0, -1.0], layer.Weight.ToArray<double>());
        Assert.Equal(-0.5, layer.Bias!.Item());
        Assert.Equal([1.0, 1.0], given.ToArray<double>());
    }

    [Fact]
    public void From_refuses_what_does_not_fit_together()
    {
        var weight = Tensor.Ones(3, 2);
        Assert.Contains("(out, in)", Assert.Throws<ArgumentException>(() => Linear.From(Tensor.Ones(3))).Message);
        Assert.Contains("(3,) would fit", Assert.Throws<ArgumentException>(() => Linear.From(weight, Tensor.Ones(2))).Message);
        Assert.Contains("(3,) would fit", Assert.Throws<ArgumentException>(() => Linear.From(weight, Tensor.Ones(3, 1))).Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => Linear.From(weight, Tensor.From([1.0, 2, 3]))).Message);
    }
}
