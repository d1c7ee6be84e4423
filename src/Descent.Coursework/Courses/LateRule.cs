namespace Descent.Coursework.Courses;

/// <summary>How much of the points a late submission keeps.</summary>
public sealed record LateRule
{
    /// <summary>The policy.</summary>
    public LatePolicy Policy { get; init; } = LatePolicy.None;

    /// <summary>The share of the points, in per cent, that each day begun costs (<see cref="LatePolicy.PerDay"/>).</summary>
    public double PercentPerDay { get; init; } = 10;

    /// <summary>The share of the points, in per cent, that a submission keeps however late it is (<see cref="LatePolicy.PerDay"/>).</summary>
    public double AtLeastPercent { get; init; }

    /// <summary>Minutes after the due time that are not late yet.</summary>
    public double GraceMinutes { get; init; }

    /// <summary>The share of its points that a submission keeps.</summary>
    /// <param name="late">How long after the due time it came; negative when before.</param>
    /// <returns>From 0 to 1.</returns>
    public double Factor(TimeSpan late)
    {
        if (late.TotalMinutes <= Math.Max(GraceMinutes, 0))
            return 1;
        return Policy switch
        {
            LatePolicy.PerDay => Math.Clamp(Math.Max(AtLeastPercent / 100, 1 - (Math.Ceiling(late.TotalDays) * PercentPerDay / 100)), 0, 1),
            LatePolicy.CutOff => 0,
            _ => 1,
        };
    }
}
