using FsCheck;
using FsCheck.Fluent;

namespace Descent.Checks.Tests.Judging;

/// <summary>Each mistake, made with random numbers, is recognised; other random numbers are not taken for one.</summary>
public sealed class DiagnosisPropertyTests
{
    private static readonly Gen<(Numbers Matrix, double Factor)> MatrixAndFactor =
        from matrix in Any.Matrix from factor in Gen.Choose(3, 1000) select (matrix, (double)factor);

    [Fact]
    public void A_transposed_matrix() =>
        Any.All(Any.Matrix, matrix => Has("it is transposed", matrix, Transposed(matrix)));

    [Fact]
    public void Another_shape() =>
        Any.All(Any.Matrix, matrix => Has("the numbers are right, only the shape is not", matrix, Numbers.Of(matrix.Data)));

    [Fact]
    public void A_sum_over_the_batch_that_is_missing() =>
        Any.All(Any.Matrix, matrix => Has("it is not summed over the first axis (the batch)", Numbers.Of(Sums(matrix)), matrix));

    [Fact]
    public void A_mean_over_the_batch_that_is_missing() =>
        Any.All(Any.Matrix, matrix =>
            Has("it is not averaged over the first axis (the batch)", Numbers.Of([.. Sums(matrix).Select(sum => sum / matrix.Shape[0])]), matrix));

    [Fact]
    public void The_sum_of_all() =>
        Any.All(Any.Matrix, matrix => Has("it is the sum of all elements: one number where one for each is asked for", matrix, Numbers.Of(matrix.Data.Sum())));

    [Fact]
    public void The_mean_of_all() =>
        Any.All(Any.Matrix, matrix => Has("it is the mean of all elements: one number where one for each is asked for", matrix, Numbers.Of(matrix.Data.Average())));

    [Fact]
    public void NaN() =>
        Any.All(from matrix in Any.Matrix from at in Gen.Choose(0, 3) select (matrix, at), pair =>
            Starts("NaN comes from", pair.matrix, At(pair.matrix, pair.at, double.NaN)));

    [Fact]
    public void Infinity() =>
        Any.All(from matrix in Any.Matrix from at in Gen.Choose(0, 3) select (matrix, at), pair =>
            Starts("infinity comes from", pair.matrix, At(pair.matrix, pair.at, double.NegativeInfinity)));

    [Fact]
    public void Zeros() => Any.All(Any.Matrix, matrix => Has("all of it is 0: was the result ever written?", matrix, Each(matrix, _ => 0)));

    [Fact]
    public void A_lost_sign() => Any.All(Any.Matrix, matrix => Has("the sign is the other way round", matrix, Each(matrix, value => -value)));

    [Fact]
    public void A_lost_sign_of_single_precision() =>
        Any.All(Any.Matrix, matrix => Has("the sign is the other way round", matrix, Each(matrix, value => -(float)value)));

    [Fact]
    public void A_factor_of_two() => Any.All(Any.Matrix, matrix => Starts("it is twice what it should be", matrix, Each(matrix, value => 2 * value)));

    [Fact]
    public void A_factor_of_a_half() => Any.All(Any.Matrix, matrix => Starts("it is half of what it should be", matrix, Each(matrix, value => value / 2)));

    [Fact]
    public void A_sum_for_a_mean() =>
        Any.All(MatrixAndFactor, pair =>
            Has($"it is {pair.Factor} times as large as it should be: is a sum there where a mean is asked for?", pair.Matrix, Each(pair.Matrix, value => pair.Factor * value)));

    [Fact]
    public void A_mean_for_a_sum() =>
        Any.All(MatrixAndFactor, pair =>
            Starts($"it should be {pair.Factor} times as large: is it divided by a size", pair.Matrix, Each(pair.Matrix, value => value / pair.Factor)));

    [Fact]
    public void Any_other_factor() =>
        Any.All(from matrix in Any.Matrix from tenths in Gen.Choose(3, 300) where tenths % 10 > 1 select (matrix, tenths / 10.0 + 0.017), pair =>
            Has($"it is {Numbers.Number(pair.Item2)} times as large as it should be", pair.matrix, Each(pair.matrix, value => pair.Item2 * value)));

    [Fact]
    public void Another_base_of_the_logarithm() =>
        Any.All(from matrix in Any.Matrix from b in Gen.Elements(2.0, 10) select (matrix, b), pair =>
            Starts("the logarithm has another base", Each(pair.matrix, value => Math.Log(Math.Abs(value))), Each(pair.matrix, value => Math.Log(Math.Abs(value), pair.b))));

    [Fact]
    public void A_transposed_square_matrix() =>
        Any.All(Any.Square, matrix => Has("it is transposed", matrix, Transposed(matrix)));

    [Fact]
    public void A_reverse_order() =>
        Any.All(Any.Matrix, matrix => Has("it is in reverse order", matrix, new Numbers(matrix.Shape, [.. Enumerable.Reverse(matrix.Data)])));

    [Fact]
    public void Another_order() =>
        Any.All(Any.Matrix, matrix => Has("the numbers are right, but in another order", matrix, new Numbers(matrix.Shape, [.. matrix.Data[1..], matrix.Data[0]])));

    [Fact]
    public void An_offset() =>
        Any.All(from matrix in Any.Matrix from offset in Gen.Choose(1, 50) from sign in Gen.Elements(-1, 1) select (matrix, offset: sign * offset / 8.0), pair =>
            Has($"every element is {Numbers.Number(Math.Abs(pair.offset))} too {(pair.offset > 0 ? "large" : "small")}", pair.matrix, Each(pair.matrix, value => value + pair.offset)));

    [Fact]
    public void One_minus_it() =>
        Any.All(Any.Matrix, matrix =>
        {
            var probabilities = Each(matrix, value => Math.Abs(value) / (1.1 * matrix.Data.Max(Math.Abs)));
            Has("it is 1 minus what is asked for", probabilities, Each(probabilities, value => 1 - value));
        });

    [Fact]
    public void Rounding() =>
        Any.All(from matrix in Any.Matrix from digits in Gen.Choose(2, 4) select (matrix, digits), pair =>
            Has("it is rounded; keep all digits", pair.matrix, Each(pair.matrix, value => Math.Round(value, pair.digits)), tolerance: 1e-9));

    [Fact]
    public void Other_random_numbers_are_not_taken_for_a_mistake() =>
        Any.All(from matrix in Any.Matrix from other in Any.Distinct(matrix.Data.Length) select (matrix, other), pair =>
            Assert.Null(Judged.Close(pair.matrix, Each(new Numbers(pair.matrix.Shape, pair.other), value => value + 0.0123)).Cause));

    [Fact]
    public void Other_random_numbers_of_another_shape_are_not_taken_for_a_mistake() =>
        Any.All(from matrix in Any.Matrix from shape in Gen.Choose(0, 4).ListOf(3) from data in Any.Distinct(shape[0] * shape[1] * shape[2]) select (matrix, shape, data), pair =>
        {
            // But nothing is, in whatever shape, what is asked for.
            Assert.Null(Judged.Close(pair.matrix, new Numbers([.. pair.shape], pair.data)).Cause);
            if (pair.data.Length > 0)
                Assert.Null(Judged.Close(new Numbers([.. pair.shape], pair.data), pair.matrix).Cause);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Numbers_in_other_random_places_have_no_cause_but_their_order(int seed)
    {
        var random = new Random(seed);
        var data = Enumerable.Range(0, 20).Select(_ => random.NextDouble()).ToArray();
        var shuffled = data.ToArray();
        random.Shuffle(shuffled);
        Has("the numbers are right, but in another order", Numbers.Of(data), Numbers.Of(shuffled));
    }

    [Fact]
    public void Any_two_values_are_diagnosed_without_an_error() =>
        Any.All(from expected in Any.Numbers from yours in Any.Numbers from tolerance in Gen.Elements(0, 1e-5, 0.5) select (expected, yours, tolerance), pair =>
        {
            Assert.NotEqual("", Diagnosis.OfShapes(pair.expected, pair.yours, pair.tolerance));
            if (pair.expected.Shape.SequenceEqual(pair.yours.Shape))
                Assert.NotEqual("", Diagnosis.OfValues(pair.expected, pair.yours, pair.tolerance));
        });

    private static void Has(string cause, Numbers expected, Numbers yours, double tolerance = 1e-5) => Assert.Equal(cause, Judged.Close(expected, yours, tolerance).Cause);

    private static void Starts(string cause, Numbers expected, Numbers yours) => Assert.StartsWith(cause, Judged.Close(expected, yours).Cause, StringComparison.Ordinal);

    private static Numbers Each(Numbers numbers, Func<double, double> function) => new(numbers.Shape, [.. numbers.Data.Select(function)]);

    private static Numbers At(Numbers numbers, int at, double value) => new(numbers.Shape, [.. numbers.Data.Select((old, i) => i == at ? value : old)]);

    private static double[] Sums(Numbers matrix) =>
        [.. Enumerable.Range(0, matrix.Shape[1]).Select(column => matrix.Data.Where((_, i) => i % matrix.Shape[1] == column).Sum())];

    private static Numbers Transposed(Numbers matrix) =>
        new([matrix.Shape[1], matrix.Shape[0]], [.. Enumerable.Range(0, matrix.Shape[1]).SelectMany(column => matrix.Data.Where((_, i) => i % matrix.Shape[1] == column))]);
}
