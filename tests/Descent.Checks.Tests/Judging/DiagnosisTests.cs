namespace Descent.Checks.Tests.Judging;

/// <summary>Mistakes with their diagnoses, one by one; <see cref="DiagnosisPropertyTests"/> has random ones.</summary>
public sealed class DiagnosisTests
{
    private const string Twice = "it is twice what it should be: is a factor of 1/2 missing, or is a sum of two there where their mean is asked for?";
    private const string Half = "it is half of what it should be: is a factor of 2 missing, or is a mean of two there where their sum is asked for?";
    private const string OtherBase = "the logarithm has another base: the natural logarithm is asked for";
    private const string NotANumber = "NaN comes from 0/0, from infinity minus infinity, or from the logarithm or the root of a negative number";
    private const string Infinite = "infinity comes from a division by 0, the logarithm of 0, or the exponential of a large number";
    private static readonly double[,] Matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
    private static readonly double[,] Square = { { 1, 2 }, { 3, 4 } };

    public static TheoryData<object, object, string> Shapes => new()
    {
        { Matrix, new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, "it is transposed" },
        { new double[,] { { 1, 2, 3 } }, new double[,] { { 1 }, { 2 }, { 3 } }, "it is transposed" },
        { Matrix, new[] { 1, 2, 3, 4, 5, 6 }, "the numbers are right, only the shape is not" },
        { Matrix, new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, "the numbers are right, only the shape is not" },
        { new[] { 1, 2, 3 }, new double[,] { { 1, 2, 3 } }, "the numbers are right, only the shape is not" },
        { new double[0, 3], new double[3, 0], "it is transposed" },
        { new double[0, 3], Array.Empty<double>(), "the numbers are right, only the shape is not" },
        { new[] { 5, 7, 9 }, Matrix, "it is not summed over the first axis (the batch)" },
        { new[] { 2.5, 3.5, 4.5 }, Matrix, "it is not averaged over the first axis (the batch)" },
        { 6, new[] { 1, 2, 3 }, "it is not summed over the first axis (the batch)" },
        { 2, new[] { 1, 2, 3 }, "it is not averaged over the first axis (the batch)" },
        { new double[,] { { 6, 8 }, { 10, 12 } }, new double[,,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } }, "it is not summed over the first axis (the batch)" },
        { Matrix, 21, "it is the sum of all elements: one number where one for each is asked for" },
        { Matrix, new[] { 21 }, "it is the sum of all elements: one number where one for each is asked for" },
        { Matrix, 3.5, "it is the mean of all elements: one number where one for each is asked for" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_wrong_shape_has_its_cause(object expected, object yours, string cause) => Assert.Equal(cause, Judged.Close(expected, yours).Cause);

    public static TheoryData<string, object, object> PlainShapes => new()
    {
        { "other numbers", Matrix, new double[,] { { 1, 2 }, { 4, 5 }, { 3, 7 } } },
        { "other numbers in a batch", new[] { 5, 7, 9 }, new double[,] { { 1, 2, 3 }, { 4, 5, 7 } } },
        { "an empty batch", new[] { 5, 7, 9 }, new double[0, 3] },
        { "nothing", Matrix, Array.Empty<double>() },
        { "zeros in a batch sum up to zeros", new[] { 0, 0, 0 }, new double[2, 3] },
        { "a zero is the sum of what sums up to zero", new[] { 1, -1, 2, -2 }, 0 },
        { "each of equal numbers is their mean", new[] { 0.25, 0.25, 0.25, 0.25 }, 0.25 },
        { "NaN is the sum of everything", new[] { 1, double.NaN }, double.NaN },
        { "infinity is the mean of everything", new[] { 1, double.PositiveInfinity }, double.PositiveInfinity },
        { "two axes more", 6, Matrix },
    };

    [Theory]
    [MemberData(nameof(PlainShapes))]
    public void A_wrong_shape_that_tells_nothing_gets_no_cause(string why, object expected, object yours)
    {
        Assert.NotEmpty(why);
        Assert.Null(Judged.Close(expected, yours).Cause);
    }

    public static TheoryData<object, object, string> Values => new()
    {
        { 2, double.NaN, NotANumber },
        { new[] { 1, 2 }, new[] { 1, double.NaN }, NotANumber },
        { new[] { 1, 2 }, new[] { double.PositiveInfinity, double.NaN }, NotANumber },
        { 2, double.NegativeInfinity, Infinite },
        { new[] { 1, double.PositiveInfinity }, new[] { double.PositiveInfinity, double.PositiveInfinity }, Infinite },
        { new[] { 1, double.NaN, 2 }, new[] { -1, double.NaN, -2 }, "the sign is the other way round" },
        { double.PositiveInfinity, double.NegativeInfinity, "the sign is the other way round" },
        { new[] { 1, 2 }, new[] { 0, 0 }, "all of it is 0: was the result ever written?" },
        { 0.5, 0, "it is 0: was the result ever written, or is a division of whole numbers, such as 1 / 2, in it?" },
        { 2, -2, "the sign is the other way round" },
        { new[] { 1, -2 }, new[] { -1, 2 }, "the sign is the other way round" },
        { 3, 6, Twice },
        { new[] { 1, 2 }, new[] { 2, 4 }, Twice },
        { 3, 1.5, Half },
        { new[] { 1, 2 }, new[] { 0.5, 1 }, Half },
        { 3, -6, "the sign is the other way round, and " + Twice },
        { new[] { 1, 2 }, new[] { -0.5, -1 }, "the sign is the other way round, and " + Half },
        { Math.Log(5), Math.Log2(5), OtherBase },
        { new[] { Math.Log(5), Math.Log(6) }, new[] { Math.Log10(5), Math.Log10(6) }, OtherBase },
        { new[] { 1, 2, 3 }, new[] { 10, 20, 30 }, "it is 10 times as large as it should be: is a sum there where a mean is asked for?" },
        { new[] { 1, 2, 3 }, new[] { 784, 1568, 2352 }, "it is 784 times as large as it should be: is a sum there where a mean is asked for?" },
        { new[] { 3, 6, 9 }, new[] { 1, 2, 3 }, "it should be 3 times as large: is it divided by a size, as a mean is, where that is not asked for?" },
        { new[] { 1, 2 }, new[] { -4, -8 }, "the sign is the other way round, and it is 4 times as large as it should be: is a sum there where a mean is asked for?" },
        { new[] { 1, 2 }, new[] { 0.6, 1.2 }, "it is 0.6 times as large as it should be" },
        { new[] { 0, 1, 2 }, new[] { 0, 0.6, 1.2 }, "it is 0.6 times as large as it should be" },
        { new[] { 1, 2 }, new[] { 12345.4, 24690.8 }, "it is 12345 times as large as it should be" },
        { new[] { 0.25, 0.25, 0.25, 0.25 }, new[] { 1, 1, 1, 1 }, "it is 4 times as large as it should be: is a sum there where a mean is asked for?" },
        { new[,] { { 6, 6 }, { 6, 6 }, { 6, 6 } }, new[,] { { 2, 2 }, { 2, 2 }, { 2, 2 } }, "it should be 3 times as large: is it divided by a size, as a mean is, where that is not asked for?" },
        { Square, new double[,] { { 1, 3 }, { 2, 4 } }, "it is transposed" },
        { new[] { 1, 2, 3 }, new[] { 3, 2, 1 }, "it is in reverse order" },
        { new[] { 2, 5 }, new[] { 5, 2 }, "it is in reverse order" },
        { new[] { 1, 2, 3 }, new[] { 2, 3, 1 }, "the numbers are right, but in another order" },
        { Square, new double[,] { { 3, 4 }, { 1, 2 } }, "the numbers are right, but in another order" },
        { new[] { 1, 2, 4 }, new[] { 1.5, 2.5, 4.5 }, "every element is 0.5 too large" },
        { new[] { 1, 2, 4 }, new[] { 0, 1, 3 }, "every element is 1 too small" },
        { 0.3, 0.7, "it is 1 minus what is asked for" },
        { new[] { 0.1, 0.3 }, new[] { 0.9, 0.7 }, "it is 1 minus what is asked for" },
        { new[] { 1, 0, 0, 1 }, new[] { 0, 1, 1, 0 }, "it is 1 minus what is asked for" },
        { 0.123456, 0.12, "it is rounded; keep all digits" },
        { new[] { 0.123456, 1.234567 }, new[] { 0.1235, 1.2346 }, "it is rounded; keep all digits" },
        { new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, new[] { 0.333, 0.333, 0.333 }, "it is rounded; keep all digits" },
        { Tensor.From([1 / 3.0, 2 / 3.0]), Tensor.From([0.3333f, 0.6667f]), "it is rounded; keep all digits" },
        { new[] { 0.125, 2 }, new[] { 0.13, 2 }, "it is rounded; keep all digits" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Wrong_values_have_their_cause(object expected, object yours, string cause) => Assert.Equal(cause, Judged.Close(expected, yours).Cause);

    public static TheoryData<object, object, string> Ambiguous => new()
    {
        { new[] { 0.3, 0.7 }, new[] { 0.7, 0.3 }, "it is in reverse order, or it is 1 minus what is asked for" },
        { new[] { 1, -1 }, new[] { -1, 1 }, "the sign is the other way round, or it is in reverse order" },
        { new double[,] { { 0, 2 }, { -2, 0 } }, new double[,] { { 0, -2 }, { 2, 0 } }, "the sign is the other way round, or it is transposed" },
        { 1 / 3.0, 2 / 3.0, Twice + " Or it is 1 minus what is asked for" },
    };

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public void Two_causes_that_both_explain_an_answer_are_both_named(object expected, object yours, string cause) => Assert.Equal(cause, Judged.Close(expected, yours).Cause);

    public static TheoryData<string, object, object, double> Plain => new()
    {
        { "single numbers are multiples of each other", 2, 14, 1e-5 },
        { "single numbers differ by some number", 2, 2.7, 1e-5 },
        { "so do equal ones", new[] { 0.5, 0.5 }, new[] { 0.3, 0.3 }, 1e-5 },
        { "and single ones among zeros", new[] { 0.0, 0, 5 }, new[] { 0.0, 0, 3 }, 1e-5 },
        { "and numbers of one size", new[] { 5.0, -5 }, new[] { 3.0, -3 }, 1e-5 },
        { "one of many is wrong", new[] { 1.0, 2, 3 }, new[] { 1, 2, 3.5 }, 1e-5 },
        { "zeros are expected", new[] { 0.0, 0 }, new[] { 1.0, 2 }, 1e-5 },
        { "one class for another is no reverse order", new[] { 0, 0, 1 }, new[] { 1, 0, 0 }, 1e-5 },
        { "nor is it another order", new[] { 0, 1, 0, 0 }, new[] { 0, 0, 0, 1 }, 1e-5 },
        { "whole numbers are not rounded ones", new[] { 0.998, 0.003 }, new[] { 1.0, 0 }, 1e-5 },
        { "a factor that is nearly 1", new[] { 1.0, 2 }, new[] { 1.00003, 2.00006 }, 1e-5 },
        { "nearly right numbers in order", new[] { 1.0, 2, 1 }, new[] { 1.0000001, 2, 1 }, 0 },
        { "a nearly right symmetric matrix", new double[,] { { 1, 2 }, { 2, 3 } }, new[,] { { 1, 2.0000001 }, { 2, 3 } }, 0 },
        { "single precision is not rounding", 0.12, 0.12f, 0 },
        { "a wrong infinity", new[] { 1, double.PositiveInfinity }, new[] { 1, 7.0 }, 1e-5 },
        { "numbers where NaN is expected", new[] { double.NaN, double.NaN }, new[] { 1.0, 2 }, 1e-5 },
        { "a lenient check does not make a signature", new[] { 10.0, 9, 8 }, new[] { 7.0, 8, 8.5 }, 0.25 },
        { "nor an order", new[] { 1.0, 2, 3 }, new[] { 3.1, 2.1, 1.2 }, 0.1 },
        { "a number where a matrix of one is expected", new[,] { { 2.0 } }, 14, 1e-5 },
        { "so is a vector of one", new[,] { { 2.0 } }, new[] { 14.0 }, 1e-5 },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void What_tells_nothing_gets_no_cause(string why, object expected, object yours, double tolerance)
    {
        Assert.NotEmpty(why);
        var verdict = Judged.Close(expected, yours, tolerance);
        Assert.False(verdict.Passed);
        Assert.Null(verdict.Cause);
    }
}
