namespace Descent.Coursework.Results;

/// <summary>A check that runs only when an exercise is graded.</summary>
/// <param name="Cell">The <c>grade_id</c> of its cell.</param>
/// <param name="Name">Its name.</param>
/// <param name="Points">What it is worth.</param>
public sealed record HiddenCheck(string Cell, string Name, double Points);
