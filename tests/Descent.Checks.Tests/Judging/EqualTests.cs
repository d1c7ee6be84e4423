using FsCheck.Fluent;

namespace Descent.Checks.Tests.Judging;

public sealed class EqualTests
{
    public static TheoryData<object, object?> Right => new()
    {
        { 3, 3.0 },
        { "a", "a" },
        { true, true },
        { new[] { 1, 2 }, (1, 2) },
        { new[] { true, false }, new[] { 1, 0 } },
        { new[] { "a", "b" }, ("a", "b") },
        { Array.Empty<int>(), Array.Empty<string>() },
        { 3, new[] { 3 } },
        { new[,] { { 3 } }, 3 },
        { double.NaN, double.NaN },
        { 0.0, -0.0 },
        { DayOfWeek.Monday, "Monday" },
        { new Nothing(), null },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void The_same_value_passes(object expected, object? yours) => Assert.Equal(1, Judged.Equal(expected, yours).Share);

    public static TheoryData<object, object?, string> Wrong => new()
    {
        { 3, 3.0000001, "it differs" },
        { 3, double.NaN, "it differs" },
        { 3, null, "it returns null" },
        { "a", "A", "it differs" },
        { "a", 'b', "it differs" },
        { "1", 1, "it is a number, not text" },
        { true, 1, "it is a number, not true or false" },
        { true, false, "it differs" },
        { new[] { 1, 2, 3 }, new[] { 1, 9, 9 }, "2 of 3 elements differ, the first at [1]" },
        { new[,] { { 1, 2 }, { 3, 4 } }, new[,] { { 1, 2 }, { 0, 4 } }, "1 of 4 elements differ, the first at [1, 0]" },
        { new[] { 1, 2 }, new[] { 1, 2, 3 }, "it has shape (3,) instead of (2,)" },
        { new[,] { { 1, 2 } }, new[] { 1, 2 }, "it has shape (2,) instead of (1, 2)" },
        { new[] { "a", "b" }, new[] { "a" }, "it differs" },
        { new[] { "a", "b" }, Array.Empty<string>(), "it is an empty list, not a list of 2 texts" },
        { new Nothing(), 0, "it is a number, not null" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Another_value_fails_with_what_differs(object expected, object? yours, string finding)
    {
        var verdict = Judged.Equal(expected, yours);
        Assert.Equal((0, finding), (verdict.Share, verdict.Finding));
    }

    [Fact]
    public void Truth_tables_get_no_diagnosis_as_any_two_of_them_are_alike() => Assert.Null(Judged.Equal(new[] { 0, 0, 0, 1 }, new[] { 1, 0, 0, 0 }).Cause);

    [Fact]
    public void Any_value_is_equal_to_itself() =>
        Any.All(Any.Value, value =>
        {
            if (value is not Fault)
                Assert.True(Judged.Equal(value, value).Passed);
        });

    [Fact]
    public void Any_two_values_get_a_verdict() =>
        Any.All(from expected in Any.Value from yours in Any.Value select (expected, yours), pair => Assert.True(Judged.Equal(pair.expected, pair.yours).Share is 0 or 1));
}
