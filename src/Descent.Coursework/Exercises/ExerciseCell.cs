using Descent.Notebooks.Documents;

namespace Descent.Coursework.Exercises;

/// <summary>A cell of an exercise.</summary>
/// <param name="Cell">The cell, with the solution in it.</param>
/// <param name="Id">Its <c>grade_id</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Points">What it is worth: for checks and questions, else 0.</param>
public sealed record ExerciseCell(Cell Cell, string Id, CellRole Role, double Points);
