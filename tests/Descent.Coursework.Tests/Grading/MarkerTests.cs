using Descent.Checks;
using Descent.Coursework.Execution;
using Descent.Coursework.Grading;

namespace Descent.Coursework.Tests.Grading;

/// <summary>Marks of runs that are made up.</summary>
public sealed class MarkerTests
{
    [Fact]
    public void A_check_on_which_the_grader_fails_costs_no_other_check()
    {
        // Accuracy cannot be judged without labels.
        var broken = new Expectation("broken", CheckKind.Accuracy, 1) { Expected = Numbers.Of([]) };
        var marks = Mark(([Close("first", 1), new KeyedCheck("checks", 0, broken, Numbers.Of([])), Close("last", 2)], [Numbers.Of([1]), Numbers.Of([0]), Numbers.Of([2])]));
        Assert.Equal([CheckStatus.Passed, CheckStatus.Refused, CheckStatus.Passed], marks.Checks.Select(check => check.Status));
        Assert.Equal("the grader itself failed on it; an instructor will look at it", marks.Checks[1].Finding);
        Assert.StartsWith("the grader failed on check 'broken': System.ArgumentException", Assert.Single(marks.Flags), StringComparison.Ordinal);
        Assert.True(marks.HasGraderFailed);
    }

    public static TheoryData<CheckValue, CheckValue, string> Hidden => new()
    {
        { Numbers.Of([4]), Numbers.Of([4.00001234]), "it is right" },
        { Numbers.Of([4]), Numbers.Of([10899.2]), "the value is not right" },
        { Numbers.Of([1, 2, 4]), Numbers.Of([1.2346, 2.4692, 4.9384]), "the value is not right" },
        { Numbers.Of([1, 2, 4]), Numbers.Of([1.2346, 2.2346, 4.2346]), "the value is not right" },
        { Numbers.Of([4]), Numbers.Of([double.NaN]), "the value is not right" },
        { Numbers.Of([4]), Numbers.Of([1, 2, 3]), "the type or the shape is not right" },
        { Numbers.Of([4]), new Text("1.2346"), "the type or the shape is not right" },
        { new Text("a"), new Text("1.2346"), "the value is not right" },
        { Numbers.Of([4]), new Nothing(), "the type or the shape is not right" },
        { Numbers.Of([4]), new Fault("System.ArgumentException", "it was 1.2346", "cell 1, line 2"), "it throws ArgumentException (cell 1, line 2)" },
        { Numbers.Of([4]), new Fault("System.NotImplementedException", "it was 1.2346"), "not implemented yet" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void What_hidden_checks_find_is_said_in_fixed_words(CheckValue expected, CheckValue yours, string finding)
    {
        var mark = Assert.Single(Mark(([Check("hidden", expected, isHidden: true)], [yours])).Checks);
        Assert.Equal((finding, null, null, null), (mark.Finding, mark.Cause, mark.Expected, mark.Yours));
    }

    [Theory]
    [InlineData(CheckKind.AtLeast, 4, 3.2346, "it is not good enough")]
    [InlineData(CheckKind.AtLeast, 4, 4.2346, "it is right")]
    [InlineData(CheckKind.AtMost, 4, 4.2346, "it is not good enough")]
    public void So_is_what_hidden_bounds_find(CheckKind kind, double bound, double yours, string finding)
    {
        var check = new KeyedCheck("checks", 0, new Expectation("hidden", kind, 1) { Bound = bound, IsHidden = true }, Numbers.Of([bound]));
        Assert.Equal(finding, Assert.Single(Mark(([check], [Numbers.Of([yours])])).Checks).Finding);
    }

    [Fact]
    public void Of_points_in_proportion_the_points_alone_are_said()
    {
        var check = new KeyedCheck("checks", 0, new Expectation("hidden", CheckKind.AtLeast, 1) { Bound = 1, PointsFrom = 0, IsHidden = true }, Numbers.Of([1]));
        var mark = Assert.Single(Mark(([check], [Numbers.Of([0.5])])).Checks);
        Assert.Equal((CheckStatus.Partial, 0.5, "it is not good enough for all points"), (mark.Status, mark.Points, mark.Finding));
    }

    [Fact]
    public void Where_an_exception_is_asked_for_a_hidden_check_says_that_none_came()
    {
        var fault = new Fault("System.ArgumentException", "");
        var check = new KeyedCheck("checks", 0, new Expectation("hidden", CheckKind.Equal, 1) { Expected = fault, IsHidden = true }, fault);
        var mark = Assert.Single(Mark(([check], [Numbers.Of([1.2346])])).Checks);
        Assert.Equal(("it throws nothing", null), (mark.Finding, mark.Yours));
    }

    [Fact]
    public void A_cause_that_the_author_wrote_is_said_of_hidden_checks_too()
    {
        var check = Check("hidden", Numbers.Of([4]), isHidden: true, new Cause(new[] { 16.0 }, "it is squared twice"));
        Assert.Equal("it is squared twice", Assert.Single(Mark(([check], [Numbers.Of([16])])).Checks).Cause);
    }

    [Fact]
    public void From_the_first_hidden_check_on_visible_ones_are_told_in_fixed_words_too()
    {
        var before = Check("before", Numbers.Of([1, 2]));
        var hidden = Check("hidden", Numbers.Of([4]), isHidden: true) with { Part = 1 };
        var after = Check("after", Numbers.Of([1, 2])) with { Part = 2 };
        var wrong = Numbers.Of([1.2346, 2.4692]);
        var marks = Mark(([before], [wrong]), ([hidden], [Numbers.Of([4])]), ([after], [wrong])).Checks;
        Assert.Equal(("relative error 0.2346, largest at [1] (allowed 1E-05)", "it is 1.2346 times as large as it should be"), (marks[0].Finding, marks[0].Cause));
        Assert.Equal(("the value is not right", null), (marks[2].Finding, marks[2].Cause));
    }

    [Theory]
    [InlineData("System.ArgumentException", "cell 1, line 2", "it throws ArgumentException (cell 1, line 2)")]
    [InlineData("System.Exception", null, "it throws Exception")]
    [InlineData("System.It_was_1_2346", null, "it throws an exception")]
    [InlineData("System.It_was_1_2346Exception", null, "it throws an exception")]
    [InlineData("System.String", null, "it throws an exception")]
    [InlineData("System.Collections.Generic.List`1[[System.It_was_1_2346]]", null, "it throws an exception")]
    [InlineData("System.ArgumentException", "cell 1, line 3", "it throws ArgumentException")]
    [InlineData("System.ArgumentException", "cell 12346, line 1", "it throws ArgumentException")]
    [InlineData("System.ArgumentException", "cell 1, line 02", "it throws ArgumentException")]
    [InlineData("System.ArgumentException", "cell 1, line 2\n", "it throws ArgumentException")]
    public void Of_an_exception_in_a_hidden_check_what_can_be_made_up_is_not_said(string type, string? place, string finding) =>
        Assert.Equal(finding, Assert.Single(Mark(([Check("hidden", Numbers.Of([4]), isHidden: true)], [new Fault(type, "it was 1.2346", place)])).Checks).Finding);

    [Theory]
    [InlineData(CellEnd.Crashed, "ended its own process (exit code 77): Environment.Exit and the like have no place in a notebook", "the code ended its own process: Environment.Exit and the like have no place in a notebook")]
    [InlineData(CellEnd.Crashed, "ended its own process (exit code -77): x", "the code ended its own process: x")]
    [InlineData(CellEnd.Crashed, "wrote to the grader's channel what is no message (a message of 12346 bytes)", "the code wrote to the grader's channel what is no message")]
    [InlineData(CellEnd.NotRun, "cell 5 ended its own process (exit code 77): x", "it could not run: cell 5 ended its own process: x")]
    [InlineData(CellEnd.TimedOut, "ran longer than 3 s and was stopped", "the code ran longer than 3 s and was stopped")]
    public void Of_the_end_of_a_hidden_check_no_number_is_said_that_could_be_chosen(CellEnd end, string reason, string finding)
    {
        var check = Check("hidden", Numbers.Of([4]), isHidden: true);
        var key = new AnswerKey(1, [check], [], []);
        RanCell ran = new(new PlannedCell("checks", "cell 2", ""), end) { Reason = reason };
        Assert.Equal(finding, Assert.Single(Marker.Mark(key, [ran], new Canaries(key, [])).Checks).Finding);
    }

    [Fact]
    public void Before_the_first_hidden_check_they_are_said()
    {
        var check = Check("visible", Numbers.Of([4]));
        var key = new AnswerKey(1, [check], [], []);
        RanCell ran = new(new PlannedCell("checks", "cell 2", ""), CellEnd.Crashed) { Reason = "ended its own process (exit code 77): x" };
        Assert.Equal("the code ended its own process (exit code 77): x", Assert.Single(Marker.Mark(key, [ran], new Canaries(key, [])).Checks).Finding);
    }

    [Fact]
    public void A_hidden_part_counts_as_seen_though_it_has_no_checks()
    {
        var key = new AnswerKey(1, [], [], []);
        List<RanCell> ran =
        [
            new(new PlannedCell("checks", "cell 2", "") { Part = 1, IsHidden = true }, CellEnd.Completed),
            new(new PlannedCell("answer", "cell 3", ""), CellEnd.Threw) { Error = new("System.Exception", "it was 1.2346", [], null, null) },
        ];
        Assert.Equal("throws Exception", Marker.Mark(key, ran, new Canaries(key, [])).Failures["answer"].Text);
    }

    private static KeyedCheck Close(string name, double expected) => Check(name, Numbers.Of([expected]));

    private static KeyedCheck Check(string name, CheckValue expected, bool isHidden = false, params Cause[] causes) =>
        new("checks", 0, new Expectation(name, CheckKind.Close, 1) { Tolerance = 1e-5, IsHidden = isHidden, Causes = causes }, expected);

    /// <summary>The marks of cells, each the checks of one part and the values that they observed.</summary>
    private static AutomaticMarks Mark(params (KeyedCheck[] Checks, CheckValue[] Values)[] parts)
    {
        List<KeyedCheck> checks = [.. parts.SelectMany(part => part.Checks)];
        var key = new AnswerKey(1, checks, [], []);
        List<RanCell> ran = [new RanCell(new PlannedCell("answer", "cell 1", "one\ntwo") { IsAnswer = true }, CellEnd.Completed), .. parts.Select((part, i) => new RanCell(new PlannedCell("checks", "cell 2", "") { Part = i }, CellEnd.Completed)
        {
            Sent = [.. part.Checks.Zip(part.Values).Select(pair => (HarnessJson.Write(new ObservedMessage(new Observation(pair.First.Expectation, pair.Second))), true))],
        })];
        return Marker.Mark(key, ran, new Canaries(key, []));
    }
}
