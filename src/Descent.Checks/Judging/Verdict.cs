namespace Descent.Checks;

/// <summary>How an answer did in one check.</summary>
/// <param name="Share">The share of the check's points that it earns, from 0 to 1.</param>
/// <param name="Finding">What is so: one line without any expected number, such as <c>relative error 0.5 at [1, 0]</c>.</param>
public sealed record Verdict(double Share, string Finding)
{
    /// <summary>The expected value in words; null where there is none to show.</summary>
    public string? Expected { get; init; }

    /// <summary>The answer's value in words; null where there is none to show.</summary>
    public string? Yours { get; init; }

    /// <summary>Whether the answer's value is of another kind than the one asked for: another type, or another shape.</summary>
    internal bool IsOtherKind { get; init; }

    /// <summary>What was probably done; null when nothing suggests itself.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether all points are earned.</summary>
    public bool Passed => Share >= 1;
}
