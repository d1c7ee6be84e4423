namespace Descent;

/// <summary>A place on the line w + t d that a line search looks along.</summary>
/// <param name="T">How far: t.</param>
/// <param name="Loss">φ(t), the loss there; infinite where the loss or its slope is not a finite number.</param>
/// <param name="Slope">φ'(t) = g · d.</param>
/// <param name="Gradient">g there.</param>
internal sealed record LinePoint(double T, double Loss, double Slope, FlatVector Gradient);
