namespace Descent.Checks;

/// <summary>What a notebook tells the program that runs it.</summary>
internal abstract record HarnessMessage;

/// <summary>A check has observed something.</summary>
internal sealed record ObservedMessage(Observation Observation) : HarnessMessage;

/// <summary>A value for the grader: for the runs of students' answers too, or for the grader alone.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The value.</param>
/// <param name="IsKept">True when no student's run may have it.</param>
internal sealed record GivenMessage(string Name, CheckValue Value, bool IsKept) : HarnessMessage;
