namespace Descent.Backends;

/// <summary>The numbers of one SGD step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Momentum">μ; 0 means no velocity.</param>
/// <param name="Nesterov">Whether the step looks ahead along the velocity.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct SgdStep(double LearningRate, double Momentum, bool Nesterov, double WeightDecay);
