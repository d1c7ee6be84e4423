namespace Descent.Backends;

/// <summary>The numbers of one AdaDelta step.</summary>
/// <param name="LearningRate">η, a factor on the step (1 in the paper).</param>
/// <param name="Rho">How much of both means stays.</param>
/// <param name="Epsilon">Added inside both roots.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct AdaDeltaStep(double LearningRate, double Rho, double Epsilon, double WeightDecay);
