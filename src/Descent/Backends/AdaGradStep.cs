namespace Descent.Backends;

/// <summary>The numbers of one AdaGrad step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct AdaGradStep(double LearningRate, double Epsilon, double WeightDecay);
