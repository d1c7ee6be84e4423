namespace Descent.Checks;

/// <summary>Judges what a check observed.</summary>
public static class Judge
{
    /// <summary>Compares an answer's value with the expected one.</summary>
    /// <param name="expectation">What is asked for.</param>
    /// <param name="expected">The expected value: the cell's own, the reference solution's, or the one that the grader keeps. Not used by bounds.</param>
    /// <param name="yours">The answer's value.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Of(Expectation expectation, CheckValue? expected, CheckValue yours)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        ArgumentNullException.ThrowIfNull(yours);
        var verdict = Compare(expectation, expected, yours);
        return verdict.Passed ? verdict : verdict with { Cause = CauseOf(expectation, expected, yours) ?? verdict.Cause };
    }

    private static Verdict Compare(Expectation expectation, CheckValue? expected, CheckValue yours)
    {
        // An exception is asked for only where the check says so: a reference solution that throws is broken.
        if (expected is Fault broken && expectation.Expected is not Fault)
            return new Verdict(0, $"what it is compared with throws {Describe(broken)}");
        if (yours is Fault { IsNotImplemented: true } missing && expected is not Fault { IsNotImplemented: true })
            return new Verdict(0, missing.Message.Length > 0 ? missing.Message : "not implemented yet");
        if (expected is Fault wanted)
            return Thrown(wanted, yours);
        if (yours is Fault fault)
            return new Verdict(0, $"it throws {Describe(fault)}");
        if (yours is Nothing && expected is not Nothing)
            return new Verdict(0, "it returns null") { IsOtherKind = true };
        return expectation.Kind switch
        {
            CheckKind.AtLeast or CheckKind.AtMost => Bound(expectation, yours),
            _ when expected is null => throw new ArgumentException($"check '{expectation.Name}': there is nothing to compare with", nameof(expected)),
            CheckKind.Close => Comparison.Close(expected, yours, expectation.Tolerance),
            CheckKind.Equal => Comparison.Equal(expected, yours),
            CheckKind.Accuracy => Scores.Accuracy(expectation, expected, yours),
            _ => Scores.Error(expectation, expected, yours),
        };
    }

    private static Verdict Bound(Expectation expectation, CheckValue yours)
    {
        if (yours is not Numbers { Data: [var value] })
            return new Verdict(0, $"it is {yours.Kind}, not a number") { IsOtherKind = true };
        return Scores.Against(expectation, value, Numbers.Number(value));
    }

    /// <summary>Whether the right exception came: only its type counts.</summary>
    private static Verdict Thrown(Fault wanted, CheckValue yours)
    {
        if (yours is Fault thrown && thrown.Type == wanted.Type)
            return new Verdict(1, $"it throws {thrown.ShortType}");
        return new Verdict(0, yours is Fault other ? $"it throws {Describe(other)}" : "it throws nothing")
        {
            Expected = $"an exception of type {wanted.ShortType}",
            Yours = yours is Nothing ? null : yours.ToString(),
        };
    }

    /// <summary>The cause whose wrong value the answer has: the nearest one, when that is nearer than the right value.</summary>
    private static string? CauseOf(Expectation expectation, CheckValue? expected, CheckValue yours)
    {
        // A wrong value is recognised a little more generously than a right one, but where only the very value is right, not at all.
        var tolerance = expectation.Kind == CheckKind.Equal ? 0 : Math.Max(expectation.Tolerance, 1e-4);
        var fromRight = expected is null ? double.PositiveInfinity : Comparison.Distance(expected, yours);
        return expectation.Causes
            .Select(cause => (cause.Meaning, Distance: Comparison.Distance(cause.Wrong, yours)))
            .Where(cause => cause.Distance <= tolerance && cause.Distance < fromRight)
            .OrderBy(cause => cause.Distance)
            .FirstOrDefault().Meaning;
    }

    private static string Describe(Fault fault) => fault.Place is { } place ? $"{fault} ({place})" : fault.ToString();
}
