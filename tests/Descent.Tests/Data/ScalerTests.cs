namespace Descent.Tests.Data;

public sealed class ScalerTests
{
    private static readonly Tensor Table = Tensor.From([1.0, 10, 5, 2, 20, 5, 4, -30, 5, 8, 40, 5], 4, 3);

    [Fact]
    public void Standardizer_gives_scikit_learns_numbers()
    {
        var scaler = new Standardizer().Fit(Table);
        Close([3.75, 10, 5], scaler.Mean);
        Close([2.680951323690902, 25.495097567963924, 1], scaler.StandardDeviation);
        Close(
            [-1.025755289064345, 0, 0, -0.6527533657682196, 0.3922322702763681, 0, 0.09325048082403138, -1.5689290811054724, 0, 1.5852581740085334, 1.1766968108291043, 0],
            scaler.Transform(Table).ToArray<double>());
    }

    [Fact]
    public void Standardizer_undoes_itself()
    {
        var scaler = new Standardizer().Fit(Table);
        Close(Table.ToArray<double>(), scaler.InverseTransform(scaler.Transform(Table)).ToArray<double>());
    }

    [Fact]
    public void A_constant_feature_that_no_float_holds_exactly_becomes_zero_not_noise()
    {
        var constant = Tensor.From([.. Enumerable.Repeat(0.1, 999)], 999, 1);
        Assert.All(new Standardizer().FitTransform(constant).ToArray<double>(), value => Assert.Equal(0, value, 1e-12));
    }

    [Fact]
    public void MinMaxScaler_gives_scikit_learns_numbers()
    {
        var scaler = new MinMaxScaler(-1, 1).Fit(Table);
        Close(
            [-1, 0.1428571428571428, -1, -0.7142857142857142, 0.4285714285714285, -1, -0.1428571428571428, -1, -1, 1, 1, -1],
            scaler.Transform(Table).ToArray<double>());
        Close([-1.2857142857142856, -0.1428571428571429, 1], scaler.Transform(Tensor.From([0.0, 0, 6], 1, 3)).ToArray<double>());
        Close(Table.ToArray<double>(), scaler.InverseTransform(scaler.Transform(Table)).ToArray<double>());
    }

    [Fact]
    public void Scaling_a_data_set_keeps_targets_names_and_type()
    {
        var iris = Iris.Load();
        var scaled = new Standardizer().Fit(iris).Transform(iris);
        Assert.Same(iris.Targets, scaled.Targets);
        Assert.Equal(iris.FeatureNames, scaled.FeatureNames);
        Assert.Equal(DType.Float32, scaled.Inputs.DType);
    }

    [Fact]
    public void Transform_before_fit_and_other_widths_are_refused()
    {
        Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => new Standardizer().Transform(Table)).Message);
        Assert.Throws<InvalidOperationException>(() => new MinMaxScaler().Range);
        Assert.Contains("3 features", Assert.Throws<ArgumentException>(() => new Standardizer().Fit(Table).Transform(Tensor.From([1.0], 1, 1))).Message);
        Assert.Contains("3 features", Assert.Throws<ArgumentException>(() => new MinMaxScaler().Fit(Table).Transform(Tensor.From([1.0, 2, 3]))).Message);
    }

    [Fact]
    public void NaN_and_infinity_are_refused_with_their_place()
    {
        Assert.Contains("row 1, feature 0", Assert.Throws<ArgumentException>(() => new Standardizer().Fit(Tensor.From([1.0, 2, double.NaN, 4], 2, 2))).Message);
        Assert.Contains("row 0, feature 1", Assert.Throws<ArgumentException>(() => new MinMaxScaler().Fit(Tensor.From([1, double.PositiveInfinity], 1, 2))).Message);
    }

    [Fact]
    public void An_empty_range_is_refused() => Assert.Throws<ArgumentException>(() => new MinMaxScaler(1, 1));

    [Fact]
    public void One_hot_goes_there_and_back()
    {
        var labels = Tensor.From([2f, 0f, 1f]);
        var rows = OneHot.Encode(labels);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], rows.ToArray<double>());
        Assert.Equal([2, 0, 1], OneHot.Decode(rows).ToArray<double>());
        Assert.Equal("(3, 5)", OneHot.Encode(labels, 5).Shape.ToString());
    }

    [Fact]
    public void One_hot_refuses_what_is_no_label()
    {
        Assert.Contains("row 1 is 3", Assert.Throws<ArgumentException>(() => OneHot.Encode(Tensor.From([0f, 3f]), 3)).Message);
        Assert.Contains("row 0 is 0.5", Assert.Throws<ArgumentException>(() => OneHot.Encode(Tensor.From([0.5f]))).Message);
        Assert.Contains("row 0 is NaN", Assert.Throws<ArgumentException>(() => OneHot.Encode(Tensor.From([float.NaN]))).Message);
        Assert.Contains("(1, 2)", Assert.Throws<ArgumentException>(() => OneHot.Encode(Tensor.From([0f, 1f], 1, 2))).Message);
    }

    private static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
