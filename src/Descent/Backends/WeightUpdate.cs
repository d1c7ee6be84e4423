namespace Descent.Backends;

/// <summary>A weight that an optimizer's step changes, with what the optimizer remembers of it.</summary>
/// <param name="Parameter">The weight: changed in place.</param>
/// <param name="Gradient">Its gradient: same shape and type, read only.</param>
/// <param name="First">The first thing remembered (a velocity, a mean): same shape and type, changed in place; null where the rule has none.</param>
/// <param name="Second">The second thing remembered; null where the rule has fewer than two.</param>
public readonly record struct WeightUpdate(Tensor Parameter, Tensor Gradient, Tensor? First, Tensor? Second);
