namespace Descent.Backends;

/// <summary>The numbers of one Adam or AdamW step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Beta1">How much of the first moment stays.</param>
/// <param name="Beta2">How much of the second moment stays.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ: added to the gradient (Adam) or applied to the weights directly (AdamW).</param>
/// <param name="Decoupled">Whether the decay is AdamW's.</param>
/// <param name="Step">t, counted from 1.</param>
public readonly record struct AdamStep(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, int Step);
