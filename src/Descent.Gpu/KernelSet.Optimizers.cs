using Descent.Backends;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

internal sealed partial class KernelSet<T, TReal>
{
    private Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, SgdRule<T>>? sgd;
    private Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, AdaGradRule<T, TReal>>? adaGrad;
    private Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, RmsPropRule<T, TReal>>? rmsProp;
    private Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, AdaDeltaRule<T, TReal>>? adaDelta;
    private Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, AdamRule<T, TReal>>? adam;

    public override void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step) =>
        Update(ref sgd, weights, weights[0].First is null ? 0 : 1, new SgdRule<T>(step, weights[0].First is not null));

    public override void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step) => Update(ref adaGrad, weights, 1, new AdaGradRule<T, TReal>(step));

    public override void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step) => Update(ref rmsProp, weights, 1, new RmsPropRule<T, TReal>(step));

    public override void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step) => Update(ref adaDelta, weights, 2, new AdaDeltaRule<T, TReal>(step));

    public override void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step) => Update(ref adam, weights, 2, new AdamRule<T, TReal>(step));

    /// <summary>Launches a rule for eight weights at a time.</summary>
    private void Update<TRule>(ref Action<AcceleratorStream, KernelConfig, EightWeights<T>, int, TRule>? kernel, ReadOnlySpan<WeightUpdate> weights, int states, TRule rule)
        where TRule : unmanaged, IUpdateRule<T>
    {
        launcher.Load(ref kernel, OptimizerKernels<T, TRule>.Update);
        for (var start = 0; start < weights.Length; start += EightWeights<T>.Count)
        {
            var some = weights[start..Math.Min(start + EightWeights<T>.Count, weights.Length)];
            var longest = 0;
            foreach (var weight in some)
                longest = Math.Max(longest, weight.Parameter.Length);
            if (longest == 0)
                continue;
            var views = new EightWeights<T>
            {
                W0 = ViewsOf(some, 0),
                W1 = ViewsOf(some, 1),
                W2 = ViewsOf(some, 2),
                W3 = ViewsOf(some, 3),
                W4 = ViewsOf(some, 4),
                W5 = ViewsOf(some, 5),
                W6 = ViewsOf(some, 6),
                W7 = ViewsOf(some, 7),
            };
            var groups = (longest + launcher.Threads - 1) / launcher.Threads;
            kernel(launcher.Stream, new KernelConfig(new Index3D(groups, some.Length, 1), new Index3D(launcher.Threads, 1, 1)), views, states, rule);
        }
    }

    /// <summary>A weight's tensors; those of the first one for places that are left over, which no group looks at.</summary>
    private static WeightViews<T> ViewsOf(ReadOnlySpan<WeightUpdate> weights, int index)
    {
        var (parameter, gradient, first, second) = weights[index < weights.Length ? index : 0];
        return new(View(parameter), View(gradient), View(first ?? gradient), View(second ?? gradient));
    }
}
