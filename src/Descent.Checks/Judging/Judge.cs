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
        return verdict.Passed ? verdict : verdict with { Cause = CauseOf(expectation, yours) ?? verdict.Cause };
    }

    private static Verdict Compare(Expectation expectation, CheckValue? expected, CheckValue yours)
    {
        // An exception may be what is asked for: then only its type counts.
        if (expected is Fault wanted)
        {
            return yours is Fault thrown && thrown.Type == wanted.Type
                ? new Verdict(1, $"it throws {thrown.ShortType}")
                : new Verdict(0, yours is Fault other ? $"it throws {Describe(other)}" : "it throws nothing") { Expected = $"an exception of type {wanted.ShortType}", Yours = yours.ToString() };
        }
        if (yours is Fault fault)
            return new Verdict(0, fault.IsNotImplemented ? fault.Message : $"it throws {Describe(fault)}");
        if (yours is Nothing && expected is not Nothing)
            return new Verdict(0, "it returns null");
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
            return new Verdict(0, $"it is {yours.Kind}, not a number");
        return Scores.Against(expectation, value, Numbers.Number(value));
    }

    /// <summary>The cause whose wrong value the answer has.</summary>
    private static string? CauseOf(Expectation expectation, CheckValue yours)
    {
        // A wrong value is recognised a little more generously than a right one, but never when it is nearly the right one too.
        var tolerance = Math.Max(expectation.Tolerance, 1e-4);
        return expectation.Causes
            .FirstOrDefault(cause => cause.Wrong is Numbers ? Comparison.Close(cause.Wrong, yours, tolerance).Passed : Comparison.Equal(cause.Wrong, yours).Passed)?
            .Meaning;
    }

    private static string Describe(Fault fault) => fault.Place is { } place ? $"{fault} ({place})" : fault.ToString();
}
