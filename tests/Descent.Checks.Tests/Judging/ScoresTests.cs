using FsCheck.Fluent;

namespace Descent.Checks.Tests.Judging;

public sealed class ScoresTests
{
    private static readonly int[] Labels = [0, 1, 2, 1];

    public static TheoryData<string, object?, double, string> Predictions => new()
    {
        { "all right", new[] { 0, 1, 2, 1 }, 1, "4 of 4 are right: accuracy 1.0000" },
        { "as many as asked for", new[] { 0, 1, 2, 0 }, 1, "3 of 4 are right: accuracy 0.7500" },
        { "too few", new[] { 0, 1, 1, 0 }, 0, "2 of 4 are right: accuracy 0.5000; at least 0.75 is asked for" },
        { "none", new[] { 1, 0, 0, 0 }, 0, "0 of 4 are right: accuracy 0.0000; at least 0.75 is asked for" },
        { "no classes but NaN", new[] { 0, 1, 2, double.NaN }, 1, "3 of 4 are right: accuracy 0.7500" },
        { "between classes", new[] { 0.4, 1, 2, 1 }, 1, "3 of 4 are right: accuracy 0.7500" },
        { "as a column", new[,] { { 0 }, { 1 }, { 2 }, { 1 } }, 1, "4 of 4 are right: accuracy 1.0000" },
        { "scores", new[,] { { 3, 1, 2 }, { 0, 5, 0 }, { -3, -2, -1 }, { 0, 0.1, 0 } }, 1, "4 of 4 are right: accuracy 1.0000" },
        { "infinite scores", new[,] { { 3, double.NegativeInfinity }, { 0, double.PositiveInfinity }, { 1, 0 }, { 0, 1 } }, 1, "3 of 4 are right: accuracy 0.7500" },
        { "scores with ties, of which the first counts", new[,] { { 1, 1, 0 }, { 0, 1, 1 }, { 0, 1, 1 }, { 1, 1, 1 } }, 0, "2 of 4 are right: accuracy 0.5000; at least 0.75 is asked for" },
        { "scores with NaN", new[,] { { 3, 1, 2 }, { 0, 5, double.NaN }, { 0, 0, 1 }, { 0, 1, 0 } }, 0, "some scores are not numbers (NaN)" },
        { "a tensor of scores", Tensor.From(new float[,] { { 3, 1, 2 }, { 0, 5, 0 }, { 0, 0, 1 }, { 0, 1, 0 } }), 1, "4 of 4 are right: accuracy 1.0000" },
        { "a row too few", new[] { 0, 1, 2 }, 0, "it is numbers of shape (3,); 4 classes, or scores of shape (4, classes), are asked for" },
        { "transposed scores", new double[3, 4], 0, "it is numbers of shape (3, 4); 4 classes, or scores of shape (4, classes), are asked for" },
        { "scores of no class", new double[4, 0], 0, "it is numbers of shape (4, 0); 4 classes, or scores of shape (4, classes), are asked for" },
        { "three axes", new double[4, 3, 1], 0, "it is numbers of shape (4, 3, 1); 4 classes, or scores of shape (4, classes), are asked for" },
        { "one number", 1, 0, "it is a number; 4 classes, or scores of shape (4, classes), are asked for" },
        { "nothing in a list", Array.Empty<int>(), 0, "it is an empty list; 4 classes, or scores of shape (4, classes), are asked for" },
        { "texts", new[] { "a", "b", "c", "d" }, 0, "it is a list of 4 texts; 4 classes, or scores of shape (4, classes), are asked for" },
        { "null", null, 0, "it returns null" },
    };

    [Theory]
    [MemberData(nameof(Predictions))]
    public void Accuracy_counts_the_classes_that_are_right(string what, object? predictions, double share, string finding)
    {
        Assert.NotEmpty(what);
        var verdict = Judged.Score(CheckKind.Accuracy, Labels, predictions, 0.75);
        Assert.Equal((share, finding), (verdict.Share, verdict.Finding));
    }

    [Fact]
    public void Accuracy_of_scores_is_that_of_their_largest() =>
        Any.All(Any.Matrix, scores =>
        {
            var columns = scores.Shape[1];
            var classes = scores.Data.Chunk(columns).Select(row => (double)Array.IndexOf(row, row.Max())).ToArray();
            Assert.Equal($"{classes.Length} of {classes.Length} are right: accuracy 1.0000", Judged.Score(CheckKind.Accuracy, classes, scores, 1).Finding);
        });

    public static TheoryData<object, string> NoLabels => new()
    {
        { 1, "check 'x': the labels are a number, not a vector of classes" },
        { new[,] { { 1 }, { 2 } }, "check 'x': the labels are numbers of shape (2, 1), not a vector of classes" },
        { new[] { "a" }, "check 'x': the labels are a list of 1 texts, not a vector of classes" },
        { Array.Empty<int>(), "check 'x': there are no labels" },
    };

    [Theory]
    [MemberData(nameof(NoLabels))]
    public void Labels_that_are_none_are_an_error_of_the_check(object labels, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Judged.Score(CheckKind.Accuracy, labels, new[] { 1, 2 }, 0.5)).Message, StringComparison.Ordinal);

    public static TheoryData<CheckKind, object?, double, string> Errors => new()
    {
        { CheckKind.MeanError, new[] { 1.0, 2, 3, 4 }, 1, "mean absolute error 0" },
        { CheckKind.MeanError, new[] { 1.0, 2, 3, 6 }, 1, "mean absolute error 0.5" },
        { CheckKind.MeanError, new[] { 1.0, 2, 2, 6 }, 0, "mean absolute error 0.75; at most 0.5 is asked for" },
        { CheckKind.MeanError, new[] { 1.0, double.NaN, 3, 4 }, 0, "mean absolute error NaN; at most 0.5 is asked for" },
        { CheckKind.MeanError, new[] { 1.0, double.PositiveInfinity, 3, 4 }, 0, "mean absolute error Infinity; at most 0.5 is asked for" },
        { CheckKind.MaxError, new[] { 1.0, 2, 3, 4 }, 1, "largest absolute error 0" },
        { CheckKind.MaxError, new[] { 1.5, 1.5, 2.5, 4 }, 1, "largest absolute error 0.5" },
        { CheckKind.MaxError, new[] { 1.0, 2, 3, 4.75 }, 0, "largest absolute error 0.75; at most 0.5 is asked for" },
        { CheckKind.MaxError, new[] { double.NaN, 2, 3, 4 }, 0, "largest absolute error NaN; at most 0.5 is asked for" },
        { CheckKind.MaxError, new[] { 1, 2, 3, double.NegativeInfinity }, 0, "largest absolute error Infinity; at most 0.5 is asked for" },
        { CheckKind.MaxError, new double[,] { { 1 }, { 2 }, { 3 }, { 4 } }, 1, "largest absolute error 0" },
        { CheckKind.MaxError, new[] { 1.0, 2, 3 }, 0, "it is numbers of shape (3,); numbers of shape (4,) are asked for" },
        { CheckKind.MeanError, 1, 0, "it is a number; numbers of shape (4,) are asked for" },
        { CheckKind.MeanError, "a", 0, "it is text; numbers of shape (4,) are asked for" },
        { CheckKind.MeanError, null, 0, "it returns null" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Predictions_are_judged_by_their_mean_or_largest_error(CheckKind kind, object? predictions, double share, string finding)
    {
        var verdict = Judged.Score(kind, new[] { 1.0, 2, 3, 4 }, predictions, 0.5);
        Assert.Equal((share, finding), (verdict.Share, verdict.Finding));
    }

    [Fact]
    public void The_mean_error_is_never_above_the_largest() =>
        Any.All(from matrix in Any.Matrix from other in Any.Distinct(matrix.Data.Length) select (matrix, other), pair =>
        {
            var targets = pair.matrix.Data;
            var largest = targets.Zip(pair.other).Max(both => Math.Abs(both.First - both.Second));
            Assert.True(Judged.Score(CheckKind.MaxError, targets, pair.other, largest).Passed);
            Assert.True(Judged.Score(CheckKind.MeanError, targets, pair.other, largest).Passed);
            Assert.False(Judged.Score(CheckKind.MaxError, targets, pair.other, largest * 0.999).Passed);
        });

    [Theory]
    [InlineData("a")]
    [InlineData(true)]
    public void Targets_that_are_no_numbers_are_an_error_of_the_check(object targets) =>
        Assert.Contains("not numbers", Assert.Throws<ArgumentException>(() => Judged.Score(CheckKind.MaxError, targets, 1, 0.5)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_targets_are_an_error_of_the_check() =>
        Assert.StartsWith("check 'x': there are no targets", Assert.Throws<ArgumentException>(() => Judged.Score(CheckKind.MeanError, Array.Empty<int>(), Array.Empty<int>(), 0.5)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(CheckKind.AtLeast, 0.8, 1, "0.8")]
    [InlineData(CheckKind.AtLeast, 0.9, 1, "0.9")]
    [InlineData(CheckKind.AtLeast, 0.7, 0, "0.7; at least 0.8 is asked for")]
    [InlineData(CheckKind.AtLeast, double.PositiveInfinity, 1, "Infinity")]
    [InlineData(CheckKind.AtLeast, double.NegativeInfinity, 0, "-Infinity; at least 0.8 is asked for")]
    [InlineData(CheckKind.AtLeast, double.NaN, 0, "NaN; at least 0.8 is asked for")]
    [InlineData(CheckKind.AtMost, 0.8, 1, "0.8")]
    [InlineData(CheckKind.AtMost, 0.7, 1, "0.7")]
    [InlineData(CheckKind.AtMost, 0.9, 0, "0.9; at most 0.8 is asked for")]
    [InlineData(CheckKind.AtMost, double.PositiveInfinity, 0, "Infinity; at most 0.8 is asked for")]
    [InlineData(CheckKind.AtMost, double.NaN, 0, "NaN; at most 0.8 is asked for")]
    [InlineData(CheckKind.AtLeast, "a", 0, "it is text, not a number")]
    [InlineData(CheckKind.AtLeast, true, 0, "it is true or false, not a number")]
    [InlineData(CheckKind.AtLeast, new[] { 1, 2 }, 0, "it is numbers of shape (2,), not a number")]
    [InlineData(CheckKind.AtLeast, new[] { 1 }, 1, "1")]
    [InlineData(CheckKind.AtMost, null, 0, "it returns null")]
    public void A_bound_is_reached_or_not(CheckKind kind, object? yours, double share, string finding)
    {
        var verdict = Judged.Score(kind, null, yours, 0.8);
        Assert.Equal((share, finding), (verdict.Share, verdict.Finding));
    }

    [Theory]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, 0.75, 1)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, 0.5, 0.5)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, 0.375, 0.25)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, 0.25, 0)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, -7, 0)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, double.NaN, 0)]
    [InlineData(CheckKind.AtLeast, 0.25, 0.75, double.NegativeInfinity, 0)]
    [InlineData(CheckKind.AtMost, 3, 1, 1, 1)]
    [InlineData(CheckKind.AtMost, 3, 1, 2, 0.5)]
    [InlineData(CheckKind.AtMost, 3, 1, 3, 0)]
    [InlineData(CheckKind.AtMost, 3, 1, 7, 0)]
    [InlineData(CheckKind.AtMost, 3, 1, -7, 1)]
    [InlineData(CheckKind.AtMost, 3, 1, double.PositiveInfinity, 0)]
    [InlineData(CheckKind.AtMost, 3, 1, double.NaN, 0)]
    public void Points_grow_in_proportion_from_where_they_begin_to_the_bound(CheckKind kind, double from, double bound, double yours, double share) =>
        Assert.Equal(share, Judged.Score(kind, null, yours, bound, from).Share, 12);

    [Fact]
    public void A_score_just_short_of_the_bound_does_not_pass() =>
        Assert.Equal(0.999, Judged.Score(CheckKind.AtLeast, null, Math.BitDecrement(0.75), 0.75, 0.25).Share);

    [Fact]
    public void A_better_score_never_earns_less() =>
        Any.All(from kind in Gen.Elements(CheckKind.AtLeast, CheckKind.AtMost) from numbers in Any.Distinct(4) select (kind, numbers), sample =>
        {
            var rises = sample.kind == CheckKind.AtLeast;
            var (bound, from) = (sample.numbers[..2].Max(), sample.numbers[..2].Min());
            if (!rises)
                (bound, from) = (from, bound);
            var shares = sample.numbers[2..].Order().Select(score => Judged.Score(sample.kind, null, score, bound, from).Share).ToArray();
            Assert.True(rises ? shares[0] <= shares[1] : shares[0] >= shares[1]);
            Assert.All(shares, share => Assert.InRange(share, 0, 1));
        });

    [Theory]
    [InlineData(CheckKind.Accuracy, 0.5, 1, 0.5)]
    [InlineData(CheckKind.MeanError, 1, 0, 0.75)]
    [InlineData(CheckKind.MaxError, 2, 0, 0.5)]
    public void Accuracies_and_errors_earn_points_in_proportion(CheckKind kind, double from, double bound, double share) =>
        Assert.Equal(share, Judged.Score(kind, new[] { 0, 1, 2, 1 }, new[] { 0, 1, 2, 2 }, bound, from).Share);
}
