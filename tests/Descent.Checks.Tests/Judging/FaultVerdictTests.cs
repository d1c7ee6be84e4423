namespace Descent.Checks.Tests.Judging;

public sealed class FaultVerdictTests
{
    private static readonly Expectation Throws = new("x", CheckKind.Equal, 1) { Expected = new Fault("System.ArgumentException", "") };

    [Fact]
    public void An_exception_of_the_expected_type_passes_whatever_it_says()
    {
        var verdict = Of(new Fault("System.ArgumentException", "sizes differ", "cell 7, line 3"));
        Assert.Equal((1, "it throws ArgumentException"), (verdict.Share, verdict.Finding));
    }

    public static TheoryData<CheckValue, string, string?> Wrong => new()
    {
        { new Fault("System.ArgumentNullException", "x"), "it throws ArgumentNullException: x", "ArgumentNullException: x" },
        { new Fault("System.IndexOutOfRangeException", "x", "cell 7, line 3"), "it throws IndexOutOfRangeException: x (cell 7, line 3)", "IndexOutOfRangeException: x" },
        { Numbers.Of(2), "it throws nothing", "2" },
        { new Nothing(), "it throws nothing", null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Anything_else_fails_with_what_came(CheckValue yours, string finding, string? shown)
    {
        var verdict = Of(yours);
        Assert.Equal((0, finding, "an exception of type ArgumentException", shown), (verdict.Share, verdict.Finding, verdict.Expected, verdict.Yours));
    }

    [Fact]
    public void An_answer_that_is_missing_did_not_refuse_its_input() => Assert.Equal("not written yet", Of(new Fault("System.NotImplementedException", "not written yet")).Finding);

    [Fact]
    public void A_missing_answer_may_be_what_is_asked_for() =>
        Assert.True(Judge.Of(Throws with { Expected = new Fault("System.NotImplementedException", "") }, new Fault("System.NotImplementedException", ""), new Fault("System.NotImplementedException", "later")).Passed);

    public static TheoryData<CheckKind, string> Kinds => new(Enum.GetValues<CheckKind>().Select(kind => (kind, "it throws FormatException: no (cell 7, line 3)")));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_exception_fails_every_other_check(CheckKind kind, string finding)
    {
        var verdict = Judge.Of(new Expectation("x", kind, 1), Numbers.Of([1, 2]), new Fault("System.FormatException", "no", "cell 7, line 3"));
        Assert.Equal((0, finding, null, null), (verdict.Share, verdict.Finding, verdict.Expected, verdict.Yours));
    }

    [Theory]
    [InlineData("slope is yours to write", "slope is yours to write")]
    [InlineData("", "not implemented yet")]
    public void A_missing_answer_says_what_is_missing(string message, string finding) =>
        Assert.Equal(finding, Judged.Close(2, new Fault("System.NotImplementedException", message)).Finding);

    [Fact]
    public void A_reference_solution_that_throws_is_not_what_is_asked_for()
    {
        var broken = new Fault("System.FormatException", "no");
        var verdict = Judge.Of(new Expectation("x", CheckKind.Close, 1), broken, broken);
        Assert.Equal((0, "what it is compared with throws FormatException: no"), (verdict.Share, verdict.Finding));
    }

    [Fact]
    public void A_comparison_with_nothing_is_an_error_that_names_the_check() =>
        Assert.StartsWith("check 'x': there is nothing to compare with", Assert.Throws<ArgumentException>(() => Judged.Close(null, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Judge.Of(null!, null, new Nothing()));
        Assert.Throws<ArgumentNullException>(() => Judge.Of(Throws, null, null!));
    }

    private static Verdict Of(CheckValue yours) => Judge.Of(Throws, Throws.Expected, yours);
}
