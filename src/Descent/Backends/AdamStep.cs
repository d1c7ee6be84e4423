namespace Descent.Backends;

/// <summary>The numbers of one Adam or AdamW step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Beta1">How much of the first moment stays.</param>
/// <param name="Beta2">How much of the second moment stays.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="WeightDecay">λ: added to the gradient (Adam) or applied to the weights directly (AdamW).</param>
/// <param name="Decoupled">Whether the decay is AdamW's.</param>
/// <param name="Step">t, counted from 1.</param>
public readonly record struct AdamStep(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, int Step)
{
    /// <summary>η / (1 - β₁ᵗ): the rate for a first moment that started at 0.</summary>
    public double CorrectedRate => LearningRate / (1 - Math.Pow(Beta1, Step));

    /// <summary>1 / √(1 - β₂ᵗ): what the root of a second moment that started at 0 is multiplied by.</summary>
    public double RootScale => 1 / Math.Sqrt(1 - Math.Pow(Beta2, Step));

    /// <summary>What weights are multiplied by before all else: 1 - η λ for AdamW, else 1.</summary>
    public double Shrink => Decoupled ? 1 - (LearningRate * WeightDecay) : 1;

    /// <summary>What the weight is multiplied by and added to the gradient: λ for Adam, 0 for AdamW.</summary>
    public double GradientDecay => Decoupled ? 0 : WeightDecay;
}
