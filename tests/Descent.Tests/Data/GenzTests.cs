using System.IO.Compression;
using System.Text.Json;

namespace Descent.Tests.Data;

public sealed class GenzTests
{
    /// <summary>Made in Python from the lecture's formulas.</summary>
    public static TheoryData<Genz, double[], double> Golden => new()
    {
        { Genz.Oscillatory([1.0065804745727682, 0.4934195254272318], [0.09671223390623618, 0.9032877660937638]), [0.08877, 0.434118], 0.6127842057219757 },
        { Genz.ProductPeak([0.9531524974418712, 1.0468475025581288], [0.5456623971604839, 0.454337602839516]), [0.333498, 0.881664], 0.7970044484871794 },
        { Genz.CornerPeak([1.0074477288044483, 0.8425522711955516], [0.9687323095597894, 0.031267690440210584]), [0.372139, 0.076602], 0.3352807638551547 },
        { Genz.Gaussian([2.8374181656616515, 4.192581834338348], [0.9327450309912961, 0.06725496900870385]), [0.90839, 0.649703], 0.0025594849048444714 },
        { Genz.Continuous([18.300799024219884, 2.099200975780116], [0.6586584308922545, 0.3413415691077455]), [0.576972, 0.472758], 0.1701973803213896 },
        { Genz.Discontinuous([2.383368509814596, 1.916631490185404], [0.8471747444071169, 0.1528252555928831]), [0.573599, 0.944046], 0 },
        { Genz.Discontinuous([2.383368509814596, 1.916631490185404], [0.8471747444071169, 0.1528252555928831]), [0.096097, 0.1139], 1.5641442829907906 },
        { Genz.CornerPeak([0.45291242028082146, 0.3925505040223412, 0.06840339391272149, 0.7364386594600646, 0.19969502232405156], new double[5]), [0.348277, 0.643044, 0.386522, 0.133102, 0.008396], 0.07605669921066822 },
    };

    [Theory]
    [MemberData(nameof(Golden), DisableDiscoveryEnumeration = true)]
    public void The_six_functions_give_known_values(Genz function, double[] point, double value)
    {
        Assert.Equal(value, function.Evaluate(point), 1e-14);
        Assert.Equal(value, function.Evaluate(Tensor.From(point, 1, point.Length)).At(0), 1e-14);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void The_shared_draws_are_met(int dimension)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DESCENT_GOLDEN") ?? Places.Shared("golden") ?? "", "genz", $"genz-d{dimension}.json.gz");
        Assert.SkipUnless(File.Exists(path), $"The vectors are not here: {path}");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(file);
        foreach (var draw in json.RootElement.EnumerateArray())
        {
            var kind = (GenzKind)draw.GetProperty("f").GetInt32();
            var (c, w) = (Numbers(draw.GetProperty("c")), Numbers(draw.GetProperty("w")));
            Assert.Equal(Genz.SumOfC(kind, dimension), c.Sum(), 1e-9);
            Assert.Equal(1, w.Sum(), 1e-9);
            var function = kind switch
            {
                GenzKind.Oscillatory => Genz.Oscillatory(c, w),
                GenzKind.ProductPeak => Genz.ProductPeak(c, w),
                GenzKind.CornerPeak => Genz.CornerPeak(c, w),
                GenzKind.Gaussian => Genz.Gaussian(c, w),
                GenzKind.Continuous => Genz.Continuous(c, w),
                _ => Genz.Discontinuous(c, w),
            };
            foreach (var (x, y) in draw.GetProperty("x").EnumerateArray().Zip(draw.GetProperty("y").EnumerateArray()))
                Assert.Equal(y.GetDouble(), function.Evaluate(Numbers(x)), 1e-12 * Math.Max(1, Math.Abs(y.GetDouble())));
        }
    }

    [Fact]
    public void A_draw_is_normalised_as_in_the_lecture()
    {
        double[] sums = [1.5, 5, 1.85, 7.03, 20.4, 4.3];
        foreach (var kind in Enum.GetValues<GenzKind>())
        {
            var function = Genz.Draw(kind, 5, new Rng(3));
            Assert.Equal(5, function.Dimension);
            Assert.Equal(sums[(int)kind - 1], function.C.Sum(), 1e-12);
            Assert.Equal(1, function.W.Sum(), 1e-12);
            Assert.All(function.C.Concat(function.W), value => Assert.True(value > 0));
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_function_and_sample()
    {
        var (first, second) = (Genz.Draw(GenzKind.Gaussian, 3, new Rng(1)), Genz.Draw(GenzKind.Gaussian, 3, new Rng(1)));
        Assert.Equal(first.C, second.C);
        Assert.Equal(first.W, second.W);
        Assert.Equal(first.Sample(10, new Rng(2)).Inputs.ToArray<double>(), second.Sample(10, new Rng(2)).Inputs.ToArray<double>());
    }

    [Fact]
    public void A_sample_lies_in_the_unit_cube_with_its_values()
    {
        var function = Genz.Draw(GenzKind.Discontinuous, 2, new Rng(1));
        var data = function.Sample(50, new Rng(2));
        Assert.Equal("(50, 2)", data.Inputs.Shape.ToString());
        Assert.Equal("(50, 1)", data.Targets.Shape.ToString());
        Assert.All(data.Inputs.ToArray<double>(), value => Assert.InRange(value, 0, 1));
        Assert.Equal(function.Evaluate(data.Inputs).ToArray<double>(), data.Targets.ToArray<double>());
    }

    [Fact]
    public void Wrong_dimensions_are_refused()
    {
        Assert.Contains("2 numbers c and 1 numbers w", Assert.Throws<ArgumentException>(() => Genz.Gaussian([1, 2], [1])).Message);
        var function = Genz.Gaussian([1, 2], [0, 0]);
        Assert.Contains("2 variables", Assert.Throws<ArgumentException>(() => function.Evaluate([1.0])).Message);
        Assert.Contains("(n, 2)", Assert.Throws<ArgumentException>(() => function.Evaluate(Tensor.From([1.0], 1, 1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Genz.Draw(GenzKind.Gaussian, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Genz.Draw((GenzKind)7, 2));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];
}
