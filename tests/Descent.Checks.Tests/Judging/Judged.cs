namespace Descent.Checks.Tests.Judging;

/// <summary>Verdicts on plain values.</summary>
internal static class Judged
{
    public static Verdict Close(object? expected, object? yours, double tolerance = 1e-5, params Cause[] causes) =>
        Of(new Expectation("x", CheckKind.Close, 1) { Tolerance = tolerance, Causes = causes }, expected, yours);

    public static Verdict Equal(object? expected, object? yours, params Cause[] causes) =>
        Of(new Expectation("x", CheckKind.Equal, 1) { Causes = causes }, expected, yours);

    public static Verdict Score(CheckKind kind, object? expected, object? yours, double bound, double? pointsFrom = null) =>
        Of(new Expectation("x", kind, 1) { Bound = bound, PointsFrom = pointsFrom }, expected, yours);

    private static Verdict Of(Expectation expectation, object? expected, object? yours)
    {
        var described = expected is null ? null : CheckValues.From(expected);
        return Judge.Of(expectation with { Expected = described }, described, CheckValues.From(yours));
    }
}
