namespace Descent.Checks.Tests;

[Collection(nameof(ProcessWide))]
public sealed class CheckArgumentTests
{
    public static TheoryData<string, Action, string> Mistakes => new()
    {
        { "no name", () => Check.Close(null!, () => 1, 1), "name" },
        { "an empty name", () => Check.Equal("", () => 1, 1), "name" },
        { "a blank name", () => Check.AtLeast(" ", () => 1, 1), "name" },
        { "a name too long", () => Check.Equal(new string('x', 201), () => 1, 1), "name" },
        { "no answer", () => Check.Close("x", null!, 1), "yours" },
        { "no call", () => Check.Throws<FormatException>("x", null!), "yours" },
        { "a negative tolerance", () => Check.Close("x", () => 1, 1, tolerance: -1e-9), "tolerance" },
        { "a tolerance that is no number", () => Check.Close("x", () => 1, 1, tolerance: double.NaN), "tolerance" },
        { "an infinite tolerance", () => Check.Close("x", () => 1, 1, tolerance: double.PositiveInfinity), "tolerance" },
        { "negative points", () => Check.Equal("x", () => 1, 1, points: -1), "points" },
        { "points that are no number", () => Check.Equal("x", () => 1, 1, points: -double.NaN), "points" },
        { "infinite points", () => Check.Equal("x", () => 1, 1, points: double.PositiveInfinity), "points" },
        { "no causes", () => Check.Equal("x", () => 1, 1, causes: null!), "causes" },
        { "an expected value that cannot be compared", () => Check.Equal("x", () => 1, new object()), "" },
        { "a bound that is no number", () => Check.AtLeast("x", () => 1, double.NaN), "bound" },
        { "an infinite bound", () => Check.AtMost("x", () => 1, double.NegativeInfinity), "bound" },
        { "an accuracy in percent", () => Check.Accuracy("x", () => 1, new[] { 1 }, 95), "bound" },
        { "a negative accuracy", () => Check.Accuracy("x", () => 1, new[] { 1 }, -0.1), "bound" },
        { "a negative mean error", () => Check.MeanError("x", () => 1, 1, -0.1), "bound" },
        { "a negative largest error", () => Check.MaxError("x", () => 1, 1, -0.1), "bound" },
        { "points from above what must be reached", () => Check.AtLeast("x", () => 1, 0.8, pointsFrom: 0.9), "pointsFrom" },
        { "points from what must be reached", () => Check.Accuracy("x", () => 1, new[] { 1 }, 0.8, pointsFrom: 0.8), "pointsFrom" },
        { "points from below what must not be exceeded", () => Check.MaxError("x", () => 1, 1, 0.8, pointsFrom: 0.7), "pointsFrom" },
        { "points from NaN", () => Check.AtMost("x", () => 1, 0.8, pointsFrom: double.NaN), "pointsFrom" },
        { "points from infinity", () => Check.AtMost("x", () => 1, 0.8, pointsFrom: double.PositiveInfinity), "pointsFrom" },
        { "no labels", () => Check.Accuracy("x", () => 1, null!, 0.8), "labels" },
        { "no targets on average", () => Check.MeanError("x", () => 1, null!, 0.8), "targets" },
        { "no targets everywhere", () => Check.MaxError("x", () => 1, null!, 0.8), "targets" },
        { "labels that are no vector", () => Check.Accuracy("x", () => 1, 1, 0.8), "labels" },
        { "nothing to provide under", () => Check.Provide(" ", 1), "name" },
        { "too long a name to provide under", () => Check.Provide(new string('x', 201), 1), "name" },
        { "nothing to have", () => Check.Provided<int>(null!), "name" },
        { "nothing to keep under", () => Check.Keep("", 1), "name" },
        { "nothing that was kept", () => Check.Kept("\t"), "name" },
        { "what cannot be provided", () => Check.Provide("x", new object()), "" },
        { "what cannot be kept", () => ProcessWide.Sent(() => Check.Keep("x", new object())), "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_check_that_makes_no_sense_is_refused(string mistake, Action check, string parameter)
    {
        Assert.NotEmpty(mistake);
        var error = Assert.ThrowsAny<ArgumentException>(() => ProcessWide.Printed(check));
        Assert.Equal(parameter, error.ParamName ?? "");
    }

    [Fact]
    public void A_refusal_says_what_would_fit() =>
        Assert.StartsWith(
            "pointsFrom must be less than the bound, 0.8",
            Assert.Throws<ArgumentOutOfRangeException>(() => Check.AtLeast("x", () => 1, 0.8, pointsFrom: 0.9)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_check_that_makes_no_sense_does_not_run_the_answer()
    {
        var runs = 0;
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Equal("x", () => runs++, 1, points: -1));
        Assert.Equal(0, runs);
    }

    [Fact]
    public void A_check_runs_the_answer_once()
    {
        var runs = 0;
        ProcessWide.Printed(() => Check.Equal("x", () => ++runs, 1));
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_ends_of_what_makes_sense_do(double bound) => Assert.NotEmpty(ProcessWide.Printed(() =>
    {
        Check.Accuracy("a", () => new[] { 1 }, new[] { 1 }, bound, points: 0);
        Check.MeanError("b", () => 1, 1, bound, pointsFrom: bound + 1);
        Check.Close("c", () => 1, 1, tolerance: bound);
        Check.Equal(new string('x', 200), () => 1, 1);
    }));
}
