namespace Descent.Checks;

/// <summary>What a check saw: a value, and what was asked for.</summary>
/// <param name="Expectation">What the check asks for. A grader believes only what the reference solution's run said of it.</param>
/// <param name="Yours">What the answer gave.</param>
public sealed record Observation(Expectation Expectation, CheckValue Yours);
