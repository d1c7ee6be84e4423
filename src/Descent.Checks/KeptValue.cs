namespace Descent.Checks;

/// <summary>A value that the grader keeps: only its name is known where students' answers run.</summary>
/// <param name="Name">What it is called.</param>
public sealed record KeptValue(string Name);
