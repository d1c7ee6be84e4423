using Descent.Notebooks.Running;

namespace Descent.Coursework.SelfChecking;

/// <summary>What is wrong with a cell itself.</summary>
/// <param name="Cell">The cell's <c>grade_id</c>.</param>
/// <param name="Failure">What is wrong, and where.</param>
public sealed record CellTrouble(string Cell, RunFailure Failure);
