namespace Descent.Checks.Tests;

/// <summary>What a check prints in a notebook that a person runs.</summary>
[Collection(nameof(ProcessWide))]
public sealed class CheckPrintingTests
{
    [Fact]
    public void A_right_answer() =>
        Prints(
            "ok     slope of the sigmoid at 0                                   1 point\n",
            () => Check.Close("slope of the sigmoid at 0", () => 0.25, 0.25, hint: "not shown"));

    [Fact]
    public void A_wrong_answer_with_a_cause_and_a_hint() =>
        Prints(
            """
            WRONG  slope of the sigmoid at 0 and 2                             0 of 2 points
                   relative error 8.42, largest at [1] (allowed 1E-05)
                   expected  [0.25, 0.10499]
                   yours     [0, -2]
                   likely cause: s (1 - s) was formed of z itself
                   hint: s is the sigmoid of z

            """,
            () => Check.Close(
                "slope of the sigmoid at 0 and 2", () => new[] { 0.0, -2 }, new[] { 0.25, 0.104993585 }, points: 2, hint: "s is the sigmoid of z",
                causes: new Cause(new[] { 0.0, -2 }, "s (1 - s) was formed of z itself")));

    [Fact]
    public void A_wrong_answer_with_a_diagnosis() =>
        Prints(
            """
            WRONG  a layer                                                     0 of 0.5 points
                   it has shape (3, 2) instead of (2, 3)
                   expected  [[1, 2, 3], [4, 5, 6]]
                   yours     [[1, 4], [2, 5], [3, 6]]
                   likely cause: it is transposed

            """,
            () => Check.Close("a layer", () => Tensor.From(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }), new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, points: 0.5));

    [Fact]
    public void An_answer_that_is_partly_right() =>
        Prints(
            """
            PART   three of four                                               0.5 of 1 point
                   3 of 4 are right: accuracy 0.7500; at least 1 is asked for
                   hint: look at class 2

            """,
            () => Check.Accuracy("three of four", () => new[] { 0, 1, 2, 1 }, new[] { 0, 1, 2, 2 }, 1, pointsFrom: 0.5, hint: "look at class 2"));

    [Fact]
    public void An_answer_that_throws() =>
        Prints(
            """
            WRONG  sizes                                                       0 of 1 point
                   it throws ArgumentOutOfRangeException: at least 1 (Parameter 'size')
                   Actual value was -1.

            """,
            () => Check.Equal("sizes", () => throw new ArgumentOutOfRangeException("size", -1, "at least 1"), 3));

    [Fact]
    public void An_answer_that_is_not_there_yet() =>
        Prints(
            """
            todo   sizes                                                       0 of 1 point
                   Replace this line by your answer.

            """,
            () => Check.Equal("sizes", () => throw new NotImplementedException("Replace this line by your answer."), 3, hint: "not shown before there is an answer"));

    [Fact]
    public void An_answer_that_should_have_thrown() =>
        Prints(
            """
            WRONG  a weight too few is refused                                 0 of 1 point
                   it throws nothing
                   expected  an exception of type ArgumentException

            """,
            () => Check.Throws<ArgumentException>("a weight too few is refused", () => { }));

    [Fact]
    public void An_answer_that_throws_as_it_should() =>
        Prints(
            "ok     a weight too few is refused                                 1 point\n",
            () => Check.Throws<ArgumentException>("a weight too few is refused", () => throw new ArgumentException("too few")));

    [Fact]
    public void An_answer_that_throws_something_else() =>
        Prints(
            """
            WRONG  a weight too few is refused                                 0 of 1 point
                   it throws FormatException: x
                   expected  an exception of type ArgumentException
                   yours     FormatException: x
                   hint: look

            """,
            () => Check.Throws<ArgumentException>("a weight too few is refused", () => throw new FormatException("x"), hint: "look"));

    [Fact]
    public void An_answer_that_only_the_grader_can_judge() =>
        Prints(
            """
            seen   seven random scores                                         0.5 points
                   [1, 2] (compared when it is graded)

            """,
            () => Check.Close("seven random scores", () => new[] { 1, 2 }, points: 0.5));

    [Fact]
    public void An_answer_to_be_compared_with_what_only_the_grader_has() =>
        Prints(
            """
            seen   hidden images                                               1 point
                   [0, 1] (compared when it is graded)

            """,
            () => Check.Accuracy("hidden images", () => new[] { 0, 1 }, Check.Kept("labels"), 0.9));

    [Fact]
    public void A_bound_needs_no_expected_value() =>
        Prints(
            """
            WRONG  loss after 100 steps                                        0 of 1 point
                   0.5; at most 0.1 is asked for

            """,
            () => Check.AtMost("loss after 100 steps", () => 0.5, 0.1));

    [Fact]
    public void A_bound_that_is_reached() => Prints("ok     speed                                                       3 points\n", () => Check.AtLeast("speed", () => 7, 5, points: 3));

    [Fact]
    public void Errors_of_predictions() =>
        Prints(
            """
            ok     on average                                                  1 point
            WRONG  everywhere                                                  0 of 1 point
                   largest absolute error 1; at most 0.5 is asked for

            """,
            () =>
            {
                Check.MeanError("on average", () => new[] { 1, 3 }, new[] { 1, 2 }, 0.5);
                Check.MaxError("everywhere", () => new[] { 1, 3 }, new[] { 1, 2 }, 0.5);
            });

    [Fact]
    public void A_long_name_moves_the_points() =>
        Prints($"ok     {new string('x', 70)}  1 point\n", () => Check.Equal(new string('x', 70), () => 1, 1));

    [Fact]
    public void An_answer_that_throws_costs_only_its_check() =>
        Assert.Equal(
            ["ok", "WRONG", "WRONG", "todo", "ok"],
            ProcessWide.Printed(() =>
            {
                Check.Equal("a", () => 1, 1);
                Check.Equal("b", () => throw new InvalidOperationException(), 1);
                Check.Equal("c", () => Enumerable.Range(0, 3).Select(i => 6 / i), 1);
                Check.Equal("d", () => throw new NotImplementedException(), 1);
                Check.Equal("e", () => "a", "a");
            }).Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0]));

    [Fact]
    public void An_answer_without_an_end_costs_only_its_check()
    {
        static IEnumerable<int> Endless()
        {
            for (var i = 0; ; i++)
                yield return i;
        }
        Assert.Contains("it throws ArgumentException: a value of more than 200000 elements is too large", ProcessWide.Printed(() => Check.Equal("a", () => Endless(), 1)), StringComparison.Ordinal);
    }

    private static void Prints(string text, Action action) => Assert.Equal(text.ReplaceLineEndings("\n"), ProcessWide.Printed(action));
}
