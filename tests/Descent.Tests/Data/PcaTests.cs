namespace Descent.Tests.Data;

public sealed class PcaTests
{
    private static readonly Tensor Table = Tensor.From(
        [2.5, 2.4, 0.5, 0.5, 0.7, 2, 2.2, 2.9, 1, 1.9, 2.2, -1, 3.1, 3, 0, 2.3, 2.7, 4], 6, 3);

    // NumPy 1.24, numpy.linalg.svd of the centred table.
    [Fact]
    public void Pca_gives_the_numbers_of_a_singular_value_decomposition()
    {
        var pca = new Pca(2).Fit(Table);
        Close([2.0833333333333335, 2.3166666666666664, 1.0833333333333333], pca.Mean);
        Close([3.135351866694323, 1.3429796752124392], pca.ExplainedVariance);
        Close([0.693508486329202, 0.29705367733077614], pca.ExplainedVarianceRatio);
        Close(
            [-0.18502331907292738, -0.13020496936218995, 0.9740703451766864, 0.6866740845349686, 0.6919414760596383, 0.22292531335959054],
            pca.Components.ToArray<double>());
        Close([-0.6561511650803026, 0.21373622543477896, 1.396349438746305, -2.0015244828971577], pca.Transform(Table)[..2].ToArray<double>());
        Close(
            [2.351503726642446, 2.549993768327669, 0.4918431565068221, 0.4505811336231407, 0.7499172257104292, 1.9972854405734775],
            pca.InverseTransform(pca.Transform(Table))[..2].ToArray<double>());
    }

    [Fact]
    public void Two_components_hold_98_percent_of_the_variance_of_Iris()
    {
        var iris = Iris.Load();
        var pca = new Pca(2).Fit(iris);
        Close([0.9246187232017272, 0.0530664831170677], pca.ExplainedVarianceRatio, 1e-6);
        Close([0.3613865917853683, -0.08452251406456845, 0.8566706059498354, 0.35828919715155055], pca.Components[0].ToArray<double>(), 1e-6);
        var codes = pca.Transform(iris);
        Assert.Same(iris.Targets, codes.Targets);
        Assert.Equal(["PC1", "PC2"], codes.FeatureNames);
        Assert.Equal(DType.Float32, codes.Inputs.DType);
    }

    [Fact]
    public void Directions_are_orthogonal_and_of_length_1()
    {
        var directions = new Pca(10).Fit(Digits.Load()).Components;
        Close(Tensor.Eye(10, DType.Float64).ToArray<double>(), directions.MatMul(directions.T).ToArray<double>());
    }

    [Fact]
    public void As_many_components_as_features_lose_nothing()
    {
        var pca = new Pca(3).Fit(Table);
        Close(Table.ToArray<double>(), pca.InverseTransform(pca.Transform(Table)).ToArray<double>());
        Assert.Equal(1, pca.ExplainedVarianceRatio.Sum(), 1e-12);
    }

    [Fact]
    public void Rows_beyond_one_block_count_too()
    {
        // The second half, shifted, makes the direction (1, 1) of a set that varies along (1, 0) and (0, 1) alike.
        var rows = Enumerable.Range(0, 5000).SelectMany(i => new[] { i % 2 + (i < 4500 ? 0.0 : 9), i / 2 % 2 + (i < 4500 ? 0.0 : 9) });
        Close([Math.Sqrt(0.5), Math.Sqrt(0.5)], new Pca(1).Fit(Tensor.From([.. rows], 5000, 2)).Components.ToArray<double>());
    }

    [Fact]
    public void Data_that_do_not_vary_have_no_variance_to_explain()
    {
        var pca = new Pca(2).Fit(Tensor.Ones(5, 2));
        Close([0, 0], pca.ExplainedVariance);
        Close([0, 0], pca.ExplainedVarianceRatio);
    }

    [Fact]
    public void Use_before_fit_and_shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pca(0));
        Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => new Pca(1).Transform(Table)).Message);
        Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => new Pca(1).InverseTransform(Table)).Message);
        Assert.Throws<InvalidOperationException>(() => new Pca(1).Components);
        Assert.Contains("4 features", Assert.Throws<ArgumentException>(() => new Pca(4).Fit(Table)).Message);
        Assert.Contains("3 rows", Assert.Throws<ArgumentException>(() => new Pca(3).Fit(Table[..2])).Message);
        Assert.Contains("3 features", Assert.Throws<ArgumentException>(() => new Pca(1).Fit(Table).Transform(Table[.., ..2])).Message);
        Assert.Contains("(n, 2)", Assert.Throws<ArgumentException>(() => new Pca(2).Fit(Table).InverseTransform(Table)).Message);
        Assert.Contains("row 1, feature 0", Assert.Throws<ArgumentException>(() => new Pca(1).Fit(Tensor.From([1, 2, double.NaN, 4], 2, 2))).Message);
    }

    private static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
