using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Sgd(Tensor parameter, Tensor gradient, Tensor? velocity, in SgdStep step)
    {
        if (parameter.DType == DType.Float32)
            Update<float, SgdUpdate<float>>(parameter, gradient, velocity ?? gradient, gradient, new(step, velocity is not null));
        else
            Update<double, SgdUpdate<double>>(parameter, gradient, velocity ?? gradient, gradient, new(step, velocity is not null));
    }

    /// <inheritdoc />
    public void AdaGrad(Tensor parameter, Tensor gradient, Tensor sumOfSquares, in AdaGradStep step)
    {
        if (parameter.DType == DType.Float32)
            Update<float, AdaGradUpdate<float>>(parameter, gradient, sumOfSquares, gradient, new(step));
        else
            Update<double, AdaGradUpdate<double>>(parameter, gradient, sumOfSquares, gradient, new(step));
    }

    /// <inheritdoc />
    public void RmsProp(Tensor parameter, Tensor gradient, Tensor meanOfSquares, in RmsPropStep step)
    {
        if (parameter.DType == DType.Float32)
            Update<float, RmsPropUpdate<float>>(parameter, gradient, meanOfSquares, gradient, new(step));
        else
            Update<double, RmsPropUpdate<double>>(parameter, gradient, meanOfSquares, gradient, new(step));
    }

    /// <inheritdoc />
    public void AdaDelta(Tensor parameter, Tensor gradient, Tensor meanOfSquares, Tensor meanOfSteps, in AdaDeltaStep step)
    {
        if (parameter.DType == DType.Float32)
            Update<float, AdaDeltaUpdate<float>>(parameter, gradient, meanOfSquares, meanOfSteps, new(step));
        else
            Update<double, AdaDeltaUpdate<double>>(parameter, gradient, meanOfSquares, meanOfSteps, new(step));
    }

    /// <inheritdoc />
    public void Adam(Tensor parameter, Tensor gradient, Tensor firstMoment, Tensor secondMoment, in AdamStep step)
    {
        if (parameter.DType == DType.Float32)
            Update<float, AdamUpdate<float>>(parameter, gradient, firstMoment, secondMoment, new(step));
        else
            Update<double, AdamUpdate<double>>(parameter, gradient, firstMoment, secondMoment, new(step));
    }

    /// <summary>Applies an update rule to all elements: one pass over the parameter, its gradient and its state.</summary>
    private static void Update<T, TRule>(Tensor parameter, Tensor gradient, Tensor first, Tensor second, TRule rule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
        => ForChunks<T, UpdateChunk<T, TRule>>(parameter.Length, new(parameter, gradient, first, second, rule));

    /// <summary>How one vector of weights w moves, given its gradient g and up to two vectors of state.</summary>
    private interface IUpdateRule<T>
    {
        /// <summary>How many of the two states the rule writes.</summary>
        int States { get; }

        void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> first, ref Vector512<T> second);
    }

    private readonly struct UpdateChunk<T, TRule>(Tensor parameter, Tensor gradient, Tensor first, Tensor second, TRule rule) : IChunkKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        public void Run(int start, int length)
        {
            Run(parameter.Span<T>().Slice(start, length), gradient.Span<T>().Slice(start, length), first.Span<T>().Slice(start, length), second.Span<T>().Slice(start, length));
        }

        private void Run(Span<T> w, ReadOnlySpan<T> g, Span<T> s1, Span<T> s2)
        {
            var i = 0;
            for (; i <= w.Length - Vector512<T>.Count; i += Vector512<T>.Count)
                Apply(w[i..], g[i..], s1[i..], s2[i..]);
            if (i == w.Length)
                return;

            // What is left goes through the same vectors, padded with ones: no rule divides by them.
            Span<T> padded = stackalloc T[4 * Vector512<T>.Count];
            padded.Fill(T.One);
            var pw = padded[..Vector512<T>.Count];
            var pg = padded.Slice(Vector512<T>.Count, Vector512<T>.Count);
            var p1 = padded.Slice(2 * Vector512<T>.Count, Vector512<T>.Count);
            var p2 = padded[(3 * Vector512<T>.Count)..];
            w[i..].CopyTo(pw);
            g[i..].CopyTo(pg);
            s1[i..].CopyTo(p1);
            s2[i..].CopyTo(p2);
            Apply(pw, pg, p1, p2);
            var left = w.Length - i;
            pw[..left].CopyTo(w[i..]);
            if (rule.States > 0)
                p1[..left].CopyTo(s1[i..]);
            if (rule.States > 1)
                p2[..left].CopyTo(s2[i..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Apply(Span<T> w, ReadOnlySpan<T> g, Span<T> s1, Span<T> s2)
        {
            var weights = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(w));
            var state1 = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(s1));
            var state2 = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(s2));
            rule.Apply(ref weights, Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(g)), ref state1, ref state2);
            weights.StoreUnsafe(ref MemoryMarshal.GetReference(w));
            if (rule.States > 0)
                state1.StoreUnsafe(ref MemoryMarshal.GetReference(s1));
            if (rule.States > 1)
                state2.StoreUnsafe(ref MemoryMarshal.GetReference(s2));
        }
    }

    /// <summary>A factor in every lane.</summary>
    private static Vector512<T> All<T>(double value)
        where T : unmanaged, INumberBase<T>
        => Vector512.Create(T.CreateTruncating(value));

    /// <summary>g += λ w; v = μ v + g (v = g at first); w -= η v, or with Nesterov w -= η (g + μ v).</summary>
    private readonly struct SgdUpdate<T>(SgdStep step, bool hasVelocity) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<T> rate = All<T>(step.LearningRate);
        private readonly Vector512<T> momentum = All<T>(step.Momentum);
        private readonly Vector512<T> decay = All<T>(step.WeightDecay);

        public int States => hasVelocity ? 1 : 0;

        public void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> v, ref Vector512<T> unused)
        {
            if (step.WeightDecay != 0)
                g += decay * w;
            if (hasVelocity)
            {
                v = step.First ? g : (momentum * v) + g;
                g = step.Nesterov ? g + (momentum * v) : v;
            }

            w -= rate * g;
        }
    }

    /// <summary>s += g²; w -= η g / (√s + ε).</summary>
    private readonly struct AdaGradUpdate<T>(AdaGradStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<T> rate = All<T>(step.LearningRate);
        private readonly Vector512<T> epsilon = All<T>(step.Epsilon);
        private readonly Vector512<T> decay = All<T>(step.WeightDecay);

        public int States => 1;

        public void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> s, ref Vector512<T> unused)
        {
            g += decay * w;
            s += g * g;
            w -= rate * g / (Vector512.Sqrt(s) + epsilon);
        }
    }

    /// <summary>s = α s + (1 - α) g²; w -= η g / (√s + ε).</summary>
    private readonly struct RmsPropUpdate<T>(RmsPropStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<T> rate = All<T>(step.LearningRate);
        private readonly Vector512<T> alpha = All<T>(step.Alpha);
        private readonly Vector512<T> rest = All<T>(1 - step.Alpha);
        private readonly Vector512<T> epsilon = All<T>(step.Epsilon);
        private readonly Vector512<T> decay = All<T>(step.WeightDecay);

        public int States => 1;

        public void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> s, ref Vector512<T> unused)
        {
            g += decay * w;
            s = (alpha * s) + (rest * g * g);
            w -= rate * g / (Vector512.Sqrt(s) + epsilon);
        }
    }

    /// <summary>s = ρ s + (1 - ρ) g²; d = g √(u + ε) / √(s + ε); u = ρ u + (1 - ρ) d²; w -= η d.</summary>
    private readonly struct AdaDeltaUpdate<T>(AdaDeltaStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<T> rate = All<T>(step.LearningRate);
        private readonly Vector512<T> rho = All<T>(step.Rho);
        private readonly Vector512<T> rest = All<T>(1 - step.Rho);
        private readonly Vector512<T> epsilon = All<T>(step.Epsilon);
        private readonly Vector512<T> decay = All<T>(step.WeightDecay);

        public int States => 2;

        public void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> s, ref Vector512<T> u)
        {
            g += decay * w;
            s = (rho * s) + (rest * g * g);
            var delta = g * Vector512.Sqrt(u + epsilon) / Vector512.Sqrt(s + epsilon);
            u = (rho * u) + (rest * delta * delta);
            w -= rate * delta;
        }
    }

    /// <summary>
    /// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w -= η (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε). AdamW first shrinks w by 1 - η λ.
    /// </summary>
    private readonly struct AdamUpdate<T>(AdamStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector512<T> rate = All<T>(step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step)));
        private readonly Vector512<T> scale = All<T>(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step)));
        private readonly Vector512<T> beta1 = All<T>(step.Beta1);
        private readonly Vector512<T> rest1 = All<T>(1 - step.Beta1);
        private readonly Vector512<T> beta2 = All<T>(step.Beta2);
        private readonly Vector512<T> rest2 = All<T>(1 - step.Beta2);
        private readonly Vector512<T> epsilon = All<T>(step.Epsilon);
        private readonly Vector512<T> decay = All<T>(step.Decoupled ? 1 - (step.LearningRate * step.WeightDecay) : step.WeightDecay);

        public int States => 2;

        public void Apply(ref Vector512<T> w, Vector512<T> g, ref Vector512<T> m, ref Vector512<T> v)
        {
            if (step.Decoupled)
                w *= decay;
            else if (step.WeightDecay != 0)
                g += decay * w;
            m = (beta1 * m) + (rest1 * g);
            v = (beta2 * v) + (rest2 * g * g);
            w -= rate * m / ((Vector512.Sqrt(v) * scale) + epsilon);
        }
    }
}
