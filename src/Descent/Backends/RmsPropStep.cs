namespace Descent.Backends;

/// <summary>The numbers of one RMSProp step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Alpha">How much of the mean square stays.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct RmsPropStep(double LearningRate, double Alpha, double Epsilon, double WeightDecay);
