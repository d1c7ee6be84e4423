using Descent.Checks;

namespace Descent.Coursework.Grading;

/// <summary>A check of an answer key.</summary>
/// <param name="Cell">The <c>grade_id</c> of its cell.</param>
/// <param name="Part">The part of the cell that it stands in: see <see cref="Execution.PlannedCell.Part"/>.</param>
/// <param name="Expectation">What it asks for.</param>
/// <param name="Reference">What the reference solution gave.</param>
public sealed record KeyedCheck(string Cell, int Part, Expectation Expectation, CheckValue Reference);
