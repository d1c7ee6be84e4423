using FsCheck.Fluent;

namespace Descent.Checks.Tests.Judging;

public sealed class CloseTests
{
    public static TheoryData<object, object> Right => new()
    {
        { 2.5, 2.5 },
        { 2.5, 2.500001 },
        { 1, 1.0 },
        { 0.25, 0.25f },
        { 1.0 / 3, 1f / 3 },
        { new[] { 1, 2 }, new List<double> { 1, 2 } },
        { new[] { 1000, 0.0 }, new[] { 1000, 0.005 } },
        { new[] { 0.0, 0 }, new[] { 1e-6, -1e-6 } },
        { 0.0, -0.0 },
        { Array.Empty<double>(), Array.Empty<double>() },
        { new double[0, 3], new double[0, 3] },
        { double.NaN, double.NaN },
        { new[] { 1, double.NaN, double.NegativeInfinity }, new[] { 1, double.NaN, double.NegativeInfinity } },
        { double.MaxValue, double.MaxValue },
        { double.Epsilon, double.Epsilon },
        { new double[,] { { 1, 2 } }, Tensor.From(new float[,] { { 1, 2 } }) },
        { 3.0, new[] { 3.0 } },
        { new[] { 3.0 }, 3.0 },
        { new double[,] { { 3 } }, new[] { 3.0 } },
        { new[] { "a", "b" }, new[] { "a", "b" } },
        { true, true },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Right_answers_pass(object expected, object yours) => Assert.Equal(1, Judged.Close(expected, yours).Share);

    public static TheoryData<object, object?, string> Wrong => new()
    {
        { 2.0, 2.5, "relative error 0.25 (allowed 1E-05)" },
        { 2.0, double.NaN, "NaN" },
        { 2.0, double.NegativeInfinity, "-Infinity" },
        { double.PositiveInfinity, double.NegativeInfinity, "-Infinity" },
        { double.PositiveInfinity, 1e300, "relative error Infinity (allowed 1E-05)" },
        { double.NaN, 1, "relative error Infinity (allowed 1E-05)" },
        { 0.0, 0.5, "relative error 0.5 (allowed 1E-05)" },
        { new[] { 1.0, -4, 2 }, new[] { 1.0, -4, 3 }, "relative error 0.25, largest at [2] (allowed 1E-05)" },
        { new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 1, 2 }, { double.NaN, 5 } }, "NaN at [1, 0]" },
        { new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 1, double.PositiveInfinity }, { 3, 4 } }, "Infinity at [0, 1]" },
        { new double[,] { { 1, 2 }, { 3, 4 } }, new[] { 1.0, 2, 3 }, "it has shape (3,) instead of (2, 2)" },
        { new[] { 1.0, 2 }, 1.0, "it has shape () instead of (2,)" },
        { 1.0, new[] { 1.0, 2 }, "it has shape (2,) instead of ()" },
        { new[] { 1.0 }, Array.Empty<double>(), "it has shape (0,) instead of (1,)" },
        { new double[0, 3], Array.Empty<double>(), "it has shape (0,) instead of (0, 3)" },
        { 1.0, "1", "it is text, not a number" },
        { new[] { 1.0, 2 }, true, "it is true or false, not numbers of shape (2,)" },
        { "a", 1.0, "it is a number, not text" },
        { "a", "b", "it differs" },
        { 1.0, null, "it returns null" },
        { new[] { 1.0 }, null, "it returns null" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_answers_fail_with_what_is_wrong(object expected, object? yours, string finding)
    {
        var verdict = Judged.Close(expected, yours);
        Assert.Equal((0, finding), (verdict.Share, verdict.Finding));
    }

    [Theory]
    [InlineData(4, 5, true)]
    [InlineData(4, 3, true)]
    [InlineData(4, 5.0000001, false)]
    [InlineData(-4, -5, true)]
    [InlineData(-4, -2.9999999, false)]
    public void An_error_may_be_as_large_as_the_tolerance(double expected, double yours, bool passes) =>
        Assert.Equal(passes, Judged.Close(expected, yours, tolerance: 0.25).Passed);

    [Fact]
    public void A_tolerance_of_zero_wants_every_digit()
    {
        Assert.True(Judged.Close(0.1, 0.1, tolerance: 0).Passed);
        Assert.False(Judged.Close(0.1, Math.BitIncrement(0.1), tolerance: 0).Passed);
    }

    [Fact]
    public void The_error_is_relative_to_the_largest_finite_element() =>
        Assert.Equal("relative error 0.25, largest at [0] (allowed 1E-05)", Judged.Close(new[] { 1, 4, double.PositiveInfinity }, new[] { 2, 4, double.PositiveInfinity }).Finding);

    [Fact]
    public void Both_values_are_shown()
    {
        var verdict = Judged.Close(new[] { 1.0, 2 }, new[] { 1.0, 3 });
        Assert.Equal(("[1, 2]", "[1, 3]"), (verdict.Expected, verdict.Yours));
    }

    [Fact]
    public void Any_value_is_close_to_itself() =>
        Any.All(Any.Value, value =>
        {
            if (value is not Fault)
                Assert.True(Judged.Close(value, value, tolerance: 0).Passed);
        });

    [Fact]
    public void Any_two_values_get_a_verdict() =>
        Any.All(from expected in Any.Value from yours in Any.Value from tolerance in Gen.Elements(0, 1e-5, 0.5) select (expected, yours, tolerance), pair =>
        {
            var verdict = Judged.Close(pair.expected, pair.yours, pair.tolerance);
            Assert.True(verdict.Share is 0 or 1);
            Assert.NotEqual("", verdict.Finding);
        });

    [Fact]
    public void One_element_that_is_off_is_found() =>
        Any.All(from matrix in Any.Matrix from at in Gen.Choose(0, matrix.Data.Length - 1) select (matrix, at), pair =>
        {
            var data = pair.matrix.Data.ToArray();
            data[pair.at] += 0.01;
            Assert.Contains($"largest at {pair.matrix.PlaceOf(pair.at)}", Judged.Close(pair.matrix, new Numbers(pair.matrix.Shape, data)).Finding, StringComparison.Ordinal);
        });
}
