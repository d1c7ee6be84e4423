namespace Descent.Backends;

/// <summary>
/// A function of each element of a product, applied on the way out: one whose derivative follows from its value, so that what it was
/// applied to need not be kept. ReLU, LeakyReLU (with a slope of at least 0), Tanh or Sigmoid.
/// </summary>
/// <param name="Kind">Which one.</param>
/// <param name="A">Its parameter: the slope of LeakyReLU.</param>
public readonly record struct Activation(UnaryKind Kind, double A = 0);
