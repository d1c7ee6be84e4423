using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step)
    {
        foreach (var weight in weights)
        {
            if (weight.Parameter.DType == DType.Float32)
                Update<float, SgdUpdate<float>>(weight, new(step, weight.First is not null));
            else
                Update<double, SgdUpdate<double>>(weight, new(step, weight.First is not null));
        }
    }

    /// <inheritdoc />
    public void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step)
    {
        foreach (var weight in weights)
        {
            if (weight.Parameter.DType == DType.Float32)
                Update<float, AdaGradUpdate<float>>(weight, new(step));
            else
                Update<double, AdaGradUpdate<double>>(weight, new(step));
        }
    }

    /// <inheritdoc />
    public void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step)
    {
        foreach (var weight in weights)
        {
            if (weight.Parameter.DType == DType.Float32)
                Update<float, RmsPropUpdate<float>>(weight, new(step));
            else
                Update<double, RmsPropUpdate<double>>(weight, new(step));
        }
    }

    /// <inheritdoc />
    public void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step)
    {
        foreach (var weight in weights)
        {
            if (weight.Parameter.DType == DType.Float32)
                Update<float, AdaDeltaUpdate<float>>(weight, new(step));
            else
                Update<double, AdaDeltaUpdate<double>>(weight, new(step));
        }
    }

    /// <inheritdoc />
    public void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step)
    {
        foreach (var weight in weights)
        {
            if (weight.Parameter.DType == DType.Float32)
                Update<float, AdamUpdate<float>>(weight, new(step));
            else
                Update<double, AdamUpdate<double>>(weight, new(step));
        }
    }

    /// <summary>Applies an update rule to all elements: one pass over the parameter, its gradient and its state.</summary>
    private static void Update<T, TRule>(in WeightUpdate weight, TRule rule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        var (parameter, gradient, first, second) = weight;
        ForChunks<T, UpdateChunk<T, TRule>>(parameter.Length, new(parameter, gradient, first ?? gradient, second ?? gradient, rule));
        Keep(parameter, gradient, first, second);
    }

    /// <summary>
    /// How one vector of weights w moves, given its gradient g and up to two vectors of state. Sums, products, quotients and
    /// roots are rounded one by one, so the bits do not depend on how wide the machine's vectors are.
    /// </summary>
    private interface IUpdateRule<T>
    {
        /// <summary>How many of the two states the rule writes.</summary>
        int States { get; }

        void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second);
    }

    private readonly struct UpdateChunk<T, TRule>(Tensor parameter, Tensor gradient, Tensor first, Tensor second, TRule rule) : IChunkKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        public void Run(int start, int length) => Run(
            rule, parameter.Span<T>().Slice(start, length), gradient.Span<T>().Slice(start, length), first.Span<T>().Slice(start, length), second.Span<T>().Slice(start, length));

        private static void Run(TRule rule, Span<T> w, ReadOnlySpan<T> g, Span<T> s1, Span<T> s2)
        {
            var whole = w.Length - (w.Length % Vector<T>.Count);
            Whole(rule, w[..whole], g[..whole], s1[..whole], s2[..whole]);
            var left = w.Length - whole;
            if (left == 0)
                return;

            // What is left goes through the same vectors, padded with ones: no rule divides by them.
            Span<T> padded = stackalloc T[4 * Vector<T>.Count];
            padded.Fill(T.One);
            var pw = padded[..Vector<T>.Count];
            var pg = padded.Slice(Vector<T>.Count, Vector<T>.Count);
            var p1 = padded.Slice(2 * Vector<T>.Count, Vector<T>.Count);
            var p2 = padded[(3 * Vector<T>.Count)..];
            w[whole..].CopyTo(pw);
            g[whole..].CopyTo(pg);
            s1[whole..].CopyTo(p1);
            s2[whole..].CopyTo(p2);
            Whole(rule, pw, pg, p1, p2);
            pw[..left].CopyTo(w[whole..]);
            if (rule.States > 0)
                p1[..left].CopyTo(s1[whole..]);
            if (rule.States > 1)
                p2[..left].CopyTo(s2[whole..]);
        }

        // Optimised at the first call, as the runtime would otherwise do it only after a second of training.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Whole(TRule rule, Span<T> w, ReadOnlySpan<T> g, Span<T> s1, Span<T> s2)
        {
            ref var weights = ref MemoryMarshal.GetReference(w);
            ref var gradients = ref MemoryMarshal.GetReference(g);
            ref var states1 = ref MemoryMarshal.GetReference(s1);
            ref var states2 = ref MemoryMarshal.GetReference(s2);
            for (nuint i = 0; i < (nuint)w.Length; i += (nuint)Vector<T>.Count)
            {
                var weight = Vector.LoadUnsafe(ref weights, i);
                var state1 = rule.States > 0 ? Vector.LoadUnsafe(ref states1, i) : default;
                var state2 = rule.States > 1 ? Vector.LoadUnsafe(ref states2, i) : default;
                rule.Apply(ref weight, Vector.LoadUnsafe(ref gradients, i), ref state1, ref state2);
                weight.StoreUnsafe(ref weights, i);
                if (rule.States > 0)
                    state1.StoreUnsafe(ref states1, i);
                if (rule.States > 1)
                    state2.StoreUnsafe(ref states2, i);
            }
        }
    }

    /// <summary>g += λ w; v = μ v + g; w -= η v, or with Nesterov w -= η (g + μ v).</summary>
    private readonly struct SgdUpdate<T>(SgdStep step, bool hasVelocity) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T rate = T.CreateTruncating(step.LearningRate);
        private readonly T momentum = T.CreateTruncating(step.Momentum);
        private readonly T decay = T.CreateTruncating(step.WeightDecay);

        public int States => hasVelocity ? 1 : 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> v, ref Vector<T> unused)
        {
            if (step.WeightDecay != 0)
                g += decay * w;
            if (hasVelocity)
            {
                v = (momentum * v) + g;
                g = step.Nesterov ? g + (momentum * v) : v;
            }

            w -= rate * g;
        }
    }

    /// <summary>s += g²; w -= η g / (√s + ε).</summary>
    private readonly struct AdaGradUpdate<T>(AdaGradStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T rate = T.CreateTruncating(step.LearningRate);
        private readonly T epsilon = T.CreateTruncating(step.Epsilon);
        private readonly T decay = T.CreateTruncating(step.WeightDecay);

        public int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> s, ref Vector<T> unused)
        {
            g += decay * w;
            s += g * g;
            w -= rate * g / (Vector.SquareRoot(s) + new Vector<T>(epsilon));
        }
    }

    /// <summary>s = α s + (1 - α) g²; w -= η g / (√s + ε).</summary>
    private readonly struct RmsPropUpdate<T>(RmsPropStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T rate = T.CreateTruncating(step.LearningRate);
        private readonly T alpha = T.CreateTruncating(step.Alpha);
        private readonly T rest = T.CreateTruncating(1 - step.Alpha);
        private readonly T epsilon = T.CreateTruncating(step.Epsilon);
        private readonly T decay = T.CreateTruncating(step.WeightDecay);

        public int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> s, ref Vector<T> unused)
        {
            g += decay * w;
            s = (alpha * s) + (rest * g * g);
            w -= rate * g / (Vector.SquareRoot(s) + new Vector<T>(epsilon));
        }
    }

    /// <summary>s = ρ s + (1 - ρ) g²; d = g √(u + ε) / √(s + ε); u = ρ u + (1 - ρ) d²; w -= η d.</summary>
    private readonly struct AdaDeltaUpdate<T>(AdaDeltaStep step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T rate = T.CreateTruncating(step.LearningRate);
        private readonly T rho = T.CreateTruncating(step.Rho);
        private readonly T rest = T.CreateTruncating(1 - step.Rho);
        private readonly T epsilon = T.CreateTruncating(step.Epsilon);
        private readonly T decay = T.CreateTruncating(step.WeightDecay);

        public int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> s, ref Vector<T> u)
        {
            g += decay * w;
            s = (rho * s) + (rest * g * g);
            var delta = g * Vector.SquareRoot(u + new Vector<T>(epsilon)) / Vector.SquareRoot(s + new Vector<T>(epsilon));
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
        private readonly T rate = T.CreateTruncating(step.CorrectedRate);
        private readonly T scale = T.CreateTruncating(step.RootScale);
        private readonly T beta1 = T.CreateTruncating(step.Beta1);
        private readonly T rest1 = T.CreateTruncating(1 - step.Beta1);
        private readonly T beta2 = T.CreateTruncating(step.Beta2);
        private readonly T rest2 = T.CreateTruncating(1 - step.Beta2);
        private readonly T epsilon = T.CreateTruncating(step.Epsilon);
        private readonly T shrink = T.CreateTruncating(step.Shrink);
        private readonly T decay = T.CreateTruncating(step.GradientDecay);

        public int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> m, ref Vector<T> v)
        {
            if (step.Decoupled)
                w *= shrink;
            else if (step.WeightDecay != 0)
                g += decay * w;
            m = (beta1 * m) + (rest1 * g);
            v = (beta2 * v) + (rest2 * g * g);
            w -= rate * m / ((Vector.SquareRoot(v) * scale) + new Vector<T>(epsilon));
        }
    }
}
