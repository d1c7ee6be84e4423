namespace Descent.Charts.Rendering;

/// <summary>A straight line across the whole plot.</summary>
/// <param name="At">Where it crosses its axis.</param>
/// <param name="IsVertical">Upright, at an x; otherwise level, at a y.</param>
/// <param name="Label">What it stands for, or null.</param>
/// <param name="Color">The colour.</param>
internal sealed record Rule(double At, bool IsVertical, string? Label, string Color);
