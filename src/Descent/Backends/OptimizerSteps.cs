namespace Descent.Backends;

/// <summary>The numbers of one SGD step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Momentum">μ; 0 means no velocity.</param>
/// <param name="Nesterov">Whether the step looks ahead along the velocity.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
/// <param name="First">Whether the velocity starts here (v = g).</param>
public readonly record struct SgdStep(double LearningRate, double Momentum, bool Nesterov, double WeightDecay, bool First);

/// <summary>The numbers of one AdaGrad step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct AdaGradStep(double LearningRate, double Epsilon, double WeightDecay);

/// <summary>The numbers of one RMSProp step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Alpha">How much of the mean square stays.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct RmsPropStep(double LearningRate, double Alpha, double Epsilon, double WeightDecay);

/// <summary>The numbers of one AdaDelta step.</summary>
/// <param name="LearningRate">η, a factor on the step (1 in the paper).</param>
/// <param name="Rho">How much of both means stays.</param>
/// <param name="Epsilon">Added inside both roots.</param>
/// <param name="WeightDecay">λ, added to the gradient as λ w.</param>
public readonly record struct AdaDeltaStep(double LearningRate, double Rho, double Epsilon, double WeightDecay);

/// <summary>The numbers of one Adam or AdamW step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Beta1">How much of the first moment stays.</param>
/// <param name="Beta2">How much of the second moment stays.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ: added to the gradient (Adam) or applied to the weights directly (AdamW).</param>
/// <param name="Decoupled">Whether the decay is AdamW's.</param>
/// <param name="Step">t, counted from 1.</param>
public readonly record struct AdamStep(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, int Step);
