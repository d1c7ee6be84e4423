namespace Descent.Charts.Rendering;

/// <summary>Text at a point, or an arrow to a point when it has a start.</summary>
/// <param name="X">Where, on the x axis.</param>
/// <param name="Y">Where, on the y axis.</param>
/// <param name="Text">What it says; empty for a bare arrow.</param>
/// <param name="From">The start of an arrow.</param>
/// <param name="Pointer">Text that stands aside and points at its place.</param>
/// <param name="Color">The colour.</param>
internal sealed record Note(double X, double Y, string Text, (double X, double Y)? From, bool Pointer, string Color);
