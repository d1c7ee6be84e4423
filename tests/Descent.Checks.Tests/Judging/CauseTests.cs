namespace Descent.Checks.Tests.Judging;

public sealed class CauseTests
{
    [Fact]
    public void A_known_wrong_value_is_recognised() => Assert.Equal("the logarithm is missing", Judged.Close(2, 7, causes: new Cause(7, "the logarithm is missing")).Cause);

    [Fact]
    public void It_is_recognised_with_a_few_digits() => Assert.Equal("known", Judged.Close(2, 7.0005, causes: new Cause(7, "known")).Cause);

    [Fact]
    public void It_wins_over_a_diagnosis() => Assert.Equal("known", Judged.Close(new[] { 1.0, 2 }, new[] { -1.0, -2 }, causes: new Cause(new[] { -1, -2 }, "known")).Cause);

    [Fact]
    public void Another_wrong_value_gets_its_diagnosis() =>
        Assert.Equal("the sign is the other way round", Judged.Close(new[] { 1.0, 2 }, new[] { -1.0, -2 }, causes: new Cause(new[] { 1, 3 }, "known")).Cause);

    [Fact]
    public void A_right_answer_has_no_cause() => Assert.Null(Judged.Close(2, 2.000001, causes: new Cause(2, "known")).Cause);

    [Fact]
    public void An_answer_that_is_nearer_to_the_right_one_has_another_cause()
    {
        var cause = new Cause(2.0003, "known");
        Assert.Null(Judged.Close(2, 2.0001, causes: cause).Cause);
        Assert.Equal("known", Judged.Close(2, 2.0002, causes: cause).Cause);
    }

    [Fact]
    public void The_nearest_of_several_counts() =>
        Assert.Equal("near", Judged.Close(2, 7.11, tolerance: 0.1, causes: [new Cause(7, "far"), new Cause(7.1, "near"), new Cause(7.2, "far")]).Cause);

    [Fact]
    public void The_first_of_two_alike_counts() => Assert.Equal("first", Judged.Close(2, 7, causes: [new Cause(7, "first"), new Cause(7, "second")]).Cause);

    [Fact]
    public void A_wrong_whole_number_is_recognised_only_as_itself()
    {
        var cause = new Cause(535800, "the biases are not counted");
        Assert.Equal("the biases are not counted", Judged.Equal(535818, 535800, cause).Cause);
        Assert.Null(Judged.Equal(535818, 535801, cause).Cause);
    }

    public static TheoryData<object?, object?> Recognised => new()
    {
        { "b", "b" },
        { null, null },
        { false, false },
        { new[] { "b", "a" }, new List<string> { "b", "a" } },
        { new[] { 1, 2, 3 }, (1, 2, 3) },
        { new double[,] { { 1, 2 } }, Tensor.From(new float[,] { { 1, 2 } }) },
        { 3, new[] { 3.0 } },
        { double.NaN, double.NaN },
        { double.PositiveInfinity, double.PositiveInfinity },
        { new FormatException(), new FormatException("with another message") },
    };

    [Theory]
    [MemberData(nameof(Recognised))]
    public void Wrong_values_of_all_kinds_are_recognised(object? wrong, object? yours)
    {
        var cause = new Cause(wrong, "known");
        Assert.Equal("known", Judged.Equal("a", yours, cause).Cause);
        Assert.Equal("known", Judged.Close(77, yours, causes: cause).Cause);
    }

    [Fact]
    public void A_wrong_exception_is_recognised_where_one_is_asked_for() =>
        Assert.Equal("known", Judged.Equal(new ArgumentException(), new FormatException("x"), new Cause(new FormatException(), "known")).Cause);

    [Fact]
    public void A_wrong_shape_is_recognised() =>
        Assert.Equal("known", Judged.Close(new double[,] { { 1, 2 }, { 3, 4 } }, new[] { 4.0, 6 }, causes: new Cause(new[] { 4, 6 }, "known")).Cause);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_cause_must_mean_something(string? meaning) => Assert.ThrowsAny<ArgumentException>(() => new Cause(1, meaning!));

    [Fact]
    public void A_cause_must_be_of_a_value_that_can_be_compared() => Assert.Throws<ArgumentException>(() => new Cause(new object(), "x"));
}
