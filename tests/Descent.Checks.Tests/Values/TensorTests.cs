namespace Descent.Checks.Tests.Values;

/// <summary>The library's own types, as the first cell of a notebook makes them known.</summary>
public sealed class TensorTests
{
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64, 3)]
    [InlineData(DType.Float32, 2, 3)]
    [InlineData(DType.Float64, 2, 3)]
    [InlineData(DType.Float32, 2, 1, 3, 2)]
    public void A_tensor_is_its_elements_with_its_shape(DType dtype, params int[] shape)
    {
        var length = shape.Aggregate(1, (product, size) => product * size);
        var data = Enumerable.Range(0, length).Select(i => i + 0.5).ToArray();
        Assert.Equal(new Numbers(shape, data), CheckValues.From(Tensor.From(data, shape).To(dtype)));
    }

    [Fact]
    public void A_tensor_that_is_a_view_is_what_it_shows() =>
        Assert.Equal(new Numbers([3, 2], [1, 4, 2, 5, 3, 6]), CheckValues.From(Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }).T));

    [Fact]
    public void A_tensor_that_has_a_gradient_is_its_elements()
    {
        var tensor = Tensor.From([1.0, 2]);
        tensor.RequiresGrad = true;
        Assert.Equal(Numbers.Of([1, 4]), CheckValues.From(tensor * tensor));
    }

    [Fact]
    public void Tensors_of_one_shape_are_rows() =>
        Assert.Equal(new Numbers([2, 2], [1, 2, 3, 4]), CheckValues.From(new[] { Tensor.From([1.0, 2]), Tensor.From([3f, 4]) }));

    [Fact]
    public void A_tuple_of_tensors_of_two_shapes_is_refused() =>
        Assert.Throws<ArgumentException>(() => CheckValues.From((Tensor.From([1.0, 2]), Tensor.From([3.0]))));

    [Fact]
    public void A_tensor_comes_back_with_shape_and_all_digits() =>
        Any.All(Any.Matrix, matrix =>
        {
            var tensor = CheckValues.To<Tensor>(matrix);
            Assert.Equal(DType.Float64, tensor.DType);
            Assert.Equal(matrix, CheckValues.From(tensor));
        });

    [Fact]
    public void A_single_number_can_be_had_as_a_tensor() => Assert.Equal(0, CheckValues.To<Tensor>(Numbers.Of(2.5)).Rank);

    [Fact]
    public void Scalars_are_numbers_and_lists_of_them_vectors()
    {
        Assert.Equal(Numbers.Of(2.5), CheckValues.From(new Scalar(2.5)));
        Assert.Equal(Numbers.Of([2.5, 3]), CheckValues.From(new List<object> { new Scalar(2.5), 3 }));
        Assert.Equal(2.5, CheckValues.To<Scalar>(Numbers.Of(2.5)).Value);
    }

    [Fact]
    public void A_layer_is_refused() =>
        Assert.StartsWith("a value of type ReLU cannot be compared", Assert.Throws<ArgumentException>(() => CheckValues.From(new ReLU())).Message, StringComparison.Ordinal);
}
