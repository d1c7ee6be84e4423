namespace Descent.Checks.Tests;

/// <summary>What a check sends to a program that runs the notebook.</summary>
[Collection(nameof(ProcessWide))]
public sealed class CheckSendingTests : IDisposable
{
    public void Dispose() => Check.Hidden(false);

    [Fact]
    public void A_check_sends_what_it_saw_and_what_it_asks_for()
    {
        var seen = ProcessWide.Observed(() => Check.Close(
            "slope", () => new[] { 1, 2 }, new[] { 3, 4 }, points: 2, tolerance: 0.25, hint: "h", causes: [new Cause(5, "five"), new Cause("six", "six")]));
        Assert.Equal(Numbers.Of([1, 2]), seen.Yours);
        Assert.Equal(new Expectation("slope", CheckKind.Close, 2) { Tolerance = 0.25, Hint = "h", Expected = Numbers.Of([3, 4]), Causes = [] }, seen.Expectation with { Causes = [] });
        Assert.Equal([(Numbers.Of(5), "five"), (new Text("six"), "six")], seen.Expectation.Causes.Select(cause => (cause.Wrong, cause.Meaning)));
    }

    public static TheoryData<Action, Expectation> Kinds => new()
    {
        { () => Check.Close("x", () => 1), new Expectation("x", CheckKind.Close, 1) { Tolerance = 1e-5 } },
        { () => Check.Equal("x", () => 1, "a", points: 0), new Expectation("x", CheckKind.Equal, 0) { Expected = new Text("a") } },
        { () => Check.Throws<FormatException>("x", () => { }, hint: "h"), new Expectation("x", CheckKind.Equal, 1) { Expected = new Fault("System.FormatException", ""), Hint = "h" } },
        { () => Check.AtLeast("x", () => 1, 0.9, pointsFrom: 0.5), new Expectation("x", CheckKind.AtLeast, 1) { Bound = 0.9, PointsFrom = 0.5 } },
        { () => Check.AtMost("x", () => 1, -0.9, pointsFrom: 0), new Expectation("x", CheckKind.AtMost, 1) { Bound = -0.9, PointsFrom = 0 } },
        { () => Check.Accuracy("x", () => 1, new[] { 1 }, 1, pointsFrom: 0.5), new Expectation("x", CheckKind.Accuracy, 1) { Bound = 1, PointsFrom = 0.5, Expected = Numbers.Of([1]) } },
        { () => Check.MeanError("x", () => 1, Check.Kept("targets"), 0.1), new Expectation("x", CheckKind.MeanError, 1) { Bound = 0.1, Kept = "targets" } },
        { () => Check.MaxError("x", () => 1, Check.Kept("targets"), 0.1, pointsFrom: 1), new Expectation("x", CheckKind.MaxError, 1) { Bound = 0.1, PointsFrom = 1, Kept = "targets" } },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_check_sends_its_bounds(Action check, Expectation expectation) =>
        Assert.Equal(expectation, ProcessWide.Observed(check).Expectation with { Causes = expectation.Causes });

    [Fact]
    public void A_check_that_sends_does_not_print() =>
        Assert.Equal("", ProcessWide.Printed(() => ProcessWide.Sent(() => Check.Equal("x", () => 1, 2))));

    [Fact]
    public void An_answer_that_throws_sends_what_it_threw()
    {
        var sent = ProcessWide.Sent(() =>
        {
            Check.Equal("a", () => throw new FormatException("no"));
            Check.Equal("b", () => 1);
        });
        Assert.Equal(2, sent.Count);
        Assert.Equal("FormatException: no", Assert.IsType<ObservedMessage>(sent[0]).Observation.Yours.ToString());
    }

    [Fact]
    public void An_answer_that_returns_after_all_sends_nothing_where_an_exception_is_asked_for() =>
        Assert.Equal(new Nothing(), ProcessWide.Observed(() => Check.Throws<FormatException>("x", () => { })).Yours);

    [Fact]
    public void Checks_are_hidden_from_the_marker_on()
    {
        var sent = ProcessWide.Sent(() =>
        {
            Check.Equal("a", () => 1);
            Check.Hidden(true);
            Check.Equal("b", () => 1);
            Check.Close("c", () => 1);
            Check.Hidden(false);
            Check.Equal("d", () => 1);
        });
        Assert.Equal([false, true, true, false], sent.Cast<ObservedMessage>().Select(message => message.Observation.Expectation.IsHidden));
    }

    [Fact]
    public void The_seed_is_0_in_a_notebook_that_a_person_runs() => Assert.Equal(0, Check.Seed);

    [Fact]
    public void The_seed_is_the_one_that_the_grader_sets() => ProcessWide.With(Harness.SeedKey, 1234, () => Assert.Equal(1234, Check.Seed));

    [Fact]
    public void A_seed_that_is_no_number_is_none() => ProcessWide.With(Harness.SeedKey, "1234", () => Assert.Equal(0, Check.Seed));

    [Fact]
    public void What_is_provided_is_sent_for_the_runs_of_answers() =>
        Assert.Equal([new GivenMessage("sent images", Numbers.Of([1, 2]), IsKept: false)], ProcessWide.Sent(() => Check.Provide("sent images", new[] { 1, 2 })));

    [Fact]
    public void What_is_kept_is_sent_for_the_grader_alone() =>
        Assert.Equal([new GivenMessage("labels", Numbers.Of([1, 2]), IsKept: true)], ProcessWide.Sent(() => Check.Keep("labels", new[] { 1, 2 })));

    [Fact]
    public void Keeping_does_nothing_in_a_notebook_that_a_person_runs() => Assert.Equal("", ProcessWide.Printed(() => Check.Keep("labels", new[] { 1, 2 })));

    [Fact]
    public void What_is_kept_cannot_be_had()
    {
        Check.Keep("kept labels", new[] { 1, 2 });
        Assert.Throws<InvalidOperationException>(() => Check.Provided<double[]>("kept labels"));
        Assert.Equal(new KeptValue("kept labels"), Check.Kept("kept labels"));
    }

    [Fact]
    public void What_the_notebook_provides_can_be_had_in_it()
    {
        Check.Provide("own", new[] { 1, 2 });
        Assert.Equal([1, 2], Check.Provided<double[]>("own"));
        Assert.Equal([1, 2], Check.Provided<Tensor>("own").ToArray<double>());
    }

    [Fact]
    public void What_is_provided_twice_is_what_came_last()
    {
        Check.Provide("twice", 1);
        Check.Provide("twice", 2);
        Assert.Equal(2, Check.Provided<int>("twice"));
    }

    [Fact]
    public void What_the_grader_provides_can_be_had_by_its_name() =>
        ProcessWide.With(Harness.ProvidedKey, (Func<string, string?>)(name => name == "images" ? HarnessJson.WriteValue(Numbers.Of([1, 2])) : null), () =>
        {
            Assert.Equal([1, 2], Check.Provided<double[]>("images"));
            Assert.Throws<ArgumentException>(() => Check.Provided<string>("images"));
            Assert.Throws<InvalidOperationException>(() => Check.Provided<double[]>("labels"));
        });

    [Fact]
    public void What_nobody_provides_is_an_error_that_says_when_there_is_any() =>
        Assert.Equal(
            "Check.Provided: there is no 'nowhere'; it exists only when the exercise is graded",
            Assert.Throws<InvalidOperationException>(() => Check.Provided<double>("nowhere")).Message);
}
