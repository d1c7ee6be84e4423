using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>How one weight w moves, given its gradient g and up to two numbers of state. The formulas are the processor's.</summary>
internal interface IUpdateRule<T>
{
    /// <summary>The weight and its state after the step.</summary>
    Updated<T> Apply(T w, T g, T first, T second);
}

/// <summary>A weight and its state after a step.</summary>
internal readonly record struct Updated<T>(T Weight, T First, T Second);

/// <summary>A weight's tensors. What a rule does not have is the gradient again, and written back as it was.</summary>
internal readonly struct WeightViews<T>(ArrayView<T> parameter, ArrayView<T> gradient, ArrayView<T> first, ArrayView<T> second)
    where T : unmanaged
{
    public readonly ArrayView<T> Parameter = parameter;
    public readonly ArrayView<T> Gradient = gradient;
    public readonly ArrayView<T> First = first;
    public readonly ArrayView<T> Second = second;
}

/// <summary>Eight weights: what one launch updates. A perceptron of four layers is one launch.</summary>
internal struct EightWeights<T>
    where T : unmanaged
{
    public const int Count = 8;

    public WeightViews<T> W0, W1, W2, W3, W4, W5, W6, W7;
}

/// <summary>Optimizer steps: one launch for up to eight weights; a row of groups each, one thread an element.</summary>
internal static class OptimizerKernels<T, TRule>
    where T : unmanaged, INumber<T>
    where TRule : struct, IUpdateRule<T>
{
    public static void Update(EightWeights<T> weights, int states, TRule rule)
    {
        switch (Grid.IdxY)
        {
            case 0: Update(weights.W0, states, rule); break;
            case 1: Update(weights.W1, states, rule); break;
            case 2: Update(weights.W2, states, rule); break;
            case 3: Update(weights.W3, states, rule); break;
            case 4: Update(weights.W4, states, rule); break;
            case 5: Update(weights.W5, states, rule); break;
            case 6: Update(weights.W6, states, rule); break;
            default: Update(weights.W7, states, rule); break;
        }
    }

    private static void Update(WeightViews<T> weight, int states, TRule rule)
    {
        var i = (Grid.IdxX * Group.DimX) + Group.IdxX;
        if (i >= weight.Parameter.IntLength)
            return;
        var updated = rule.Apply(weight.Parameter[i], weight.Gradient[i], weight.First[i], weight.Second[i]);
        weight.Parameter[i] = updated.Weight;
        if (states > 0)
            weight.First[i] = updated.First;
        if (states > 1)
            weight.Second[i] = updated.Second;
    }
}
