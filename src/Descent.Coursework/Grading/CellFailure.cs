namespace Descent.Coursework.Grading;

/// <summary>What is wrong with a cell itself, apart from what checks make of it.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Text">The same in words that end the sentence «the cell ...».</param>
public sealed record CellFailure(CheckStatus Status, string Text);
