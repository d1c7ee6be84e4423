using System.Numerics;
using Descent.Backends;

namespace Descent.Gpu.Kernels;

/// <summary>g += λ w; v = μ v + g; w -= η v, or with Nesterov w -= η (g + μ v).</summary>
internal readonly struct SgdRule<T>(SgdStep step, bool hasVelocity) : IUpdateRule<T>
    where T : unmanaged, INumber<T>
{
    private readonly T rate = T.CreateTruncating(step.LearningRate);
    private readonly T momentum = T.CreateTruncating(step.Momentum);
    private readonly T decay = T.CreateTruncating(step.WeightDecay);
    private readonly int nesterov = step.Nesterov ? 1 : 0;
    private readonly int velocities = hasVelocity ? 1 : 0;

    public Updated<T> Apply(T w, T g, T first, T second)
    {
        if (decay != T.Zero)
            g += decay * w;
        if (velocities == 0)
            return new(w - (rate * g), first, second);
        var v = (momentum * first) + g;
        return new(w - (rate * (nesterov != 0 ? g + (momentum * v) : v)), v, second);
    }
}

/// <summary>s += g²; w -= η g / (√s + ε).</summary>
internal readonly struct AdaGradRule<T, TReal>(AdaGradStep step) : IUpdateRule<T>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    private readonly T rate = T.CreateTruncating(step.LearningRate);
    private readonly T epsilon = T.CreateTruncating(step.Epsilon);
    private readonly T decay = T.CreateTruncating(step.WeightDecay);

    public Updated<T> Apply(T w, T g, T first, T second)
    {
        g += decay * w;
        var s = first + (g * g);
        return new(w - (rate * g / (TReal.Sqrt(s) + epsilon)), s, second);
    }
}

/// <summary>s = α s + (1 - α) g²; w -= η g / (√s + ε).</summary>
internal readonly struct RmsPropRule<T, TReal>(RmsPropStep step) : IUpdateRule<T>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    private readonly T rate = T.CreateTruncating(step.LearningRate);
    private readonly T alpha = T.CreateTruncating(step.Alpha);
    private readonly T rest = T.CreateTruncating(1 - step.Alpha);
    private readonly T epsilon = T.CreateTruncating(step.Epsilon);
    private readonly T decay = T.CreateTruncating(step.WeightDecay);

    public Updated<T> Apply(T w, T g, T first, T second)
    {
        g += decay * w;
        var s = (alpha * first) + (rest * g * g);
        return new(w - (rate * g / (TReal.Sqrt(s) + epsilon)), s, second);
    }
}

/// <summary>s = ρ s + (1 - ρ) g²; d = g √(u + ε) / √(s + ε); u = ρ u + (1 - ρ) d²; w -= η d.</summary>
internal readonly struct AdaDeltaRule<T, TReal>(AdaDeltaStep step) : IUpdateRule<T>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    private readonly T rate = T.CreateTruncating(step.LearningRate);
    private readonly T rho = T.CreateTruncating(step.Rho);
    private readonly T rest = T.CreateTruncating(1 - step.Rho);
    private readonly T epsilon = T.CreateTruncating(step.Epsilon);
    private readonly T decay = T.CreateTruncating(step.WeightDecay);

    public Updated<T> Apply(T w, T g, T first, T second)
    {
        g += decay * w;
        var s = (rho * first) + (rest * g * g);
        var d = g * TReal.Sqrt(second + epsilon) / TReal.Sqrt(s + epsilon);
        return new(w - (rate * d), s, (rho * second) + (rest * d * d));
    }
}

/// <summary>
/// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w -= η (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε). AdamW first shrinks w by 1 - η λ.
/// </summary>
internal readonly struct AdamRule<T, TReal>(AdamStep step) : IUpdateRule<T>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    private readonly T rate = T.CreateTruncating(step.CorrectedRate);
    private readonly T scale = T.CreateTruncating(step.RootScale);
    private readonly T beta1 = T.CreateTruncating(step.Beta1);
    private readonly T rest1 = T.CreateTruncating(1 - step.Beta1);
    private readonly T beta2 = T.CreateTruncating(step.Beta2);
    private readonly T rest2 = T.CreateTruncating(1 - step.Beta2);
    private readonly T epsilon = T.CreateTruncating(step.Epsilon);
    private readonly T decay = T.CreateTruncating(step.GradientDecay);
    private readonly T shrink = T.CreateTruncating(step.Shrink);

    public Updated<T> Apply(T w, T g, T first, T second)
    {
        w *= shrink;
        if (decay != T.Zero)
            g += decay * w;
        var m = (beta1 * first) + (rest1 * g);
        var v = (beta2 * second) + (rest2 * g * g);
        return new(w - (rate * m / ((TReal.Sqrt(v) * scale) + epsilon)), m, v);
    }
}
