namespace Descent.Coursework.Releasing;

/// <summary>What became of an exercise that was to be released.</summary>
/// <param name="Exercise">The exercise's name.</param>
/// <param name="Problems">Why it was not released, or what is stale; empty when all is well.</param>
/// <param name="Files">How many files students get.</param>
public sealed record ReleaseResult(string Exercise, IReadOnlyList<string> Problems, int Files);
