namespace Descent.Charts.Traces;

/// <summary>What the axes of a figure are called in words and tables.</summary>
internal readonly record struct AxisNames(string X, string Y, string Z);
