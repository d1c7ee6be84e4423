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

    private static KeyedCheck Close(string name, double expected) =>
        new("checks", 0, new Expectation(name, CheckKind.Close, 1) { Tolerance = 1e-5 }, Numbers.Of([expected]));

    /// <summary>The marks of cells, each the checks of one part and the values that they observed.</summary>
    private static AutomaticMarks Mark(params (KeyedCheck[] Checks, CheckValue[] Values)[] parts)
    {
        List<KeyedCheck> checks = [.. parts.SelectMany(part => part.Checks)];
        var key = new AnswerKey(1, checks, [], []);
        List<RanCell> ran = [.. parts.Select((part, i) => new RanCell(new PlannedCell("checks", "cell 2", "") { Part = i }, CellEnd.Completed)
        {
            Sent = [.. part.Checks.Zip(part.Values).Select(pair => (HarnessJson.Write(new ObservedMessage(new Observation(pair.First.Expectation, pair.Second))), true))],
        })];
        return Marker.Mark(key, ran, new Canaries(key, []));
    }
}
