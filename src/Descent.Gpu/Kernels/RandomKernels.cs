using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>Random numbers that any thread can draw without those before: the ones of <see cref="Rng"/>, so every device has the same.</summary>
internal static class RandomKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>A dropout mask: one thread for the four numbers that Philox makes of a counter.</summary>
    public static void DropoutMask(ArrayView<T> target, ulong threshold, T kept, ulong seed, ulong stream)
    {
        var counter = Grid.GlobalIndex.X;
        var first = counter * 4;
        if (first >= target.IntLength)
            return;
        var (a, b, c, d) = Rng.Philox(seed, stream, (ulong)counter);
        target[first] = a >= threshold ? kept : T.Zero;
        if (first + 1 < target.IntLength)
            target[first + 1] = b >= threshold ? kept : T.Zero;
        if (first + 2 < target.IntLength)
            target[first + 2] = c >= threshold ? kept : T.Zero;
        if (first + 3 < target.IntLength)
            target[first + 3] = d >= threshold ? kept : T.Zero;
    }

    /// <summary>Uniform numbers in [0, 1), of 53 bits each; rounded, they must not become 1.</summary>
    public static void Uniform(ArrayView<T> target, T largest, ulong seed, ulong stream, ulong position)
    {
        var i = Grid.GlobalIndex.X;
        if (i >= target.IntLength)
            return;
        var bits = (long)(Rng.PairAt(seed, stream, position + (2 * (ulong)i)) >> 11);
        target[i] = Functions<T, TReal>.Min(TReal.FromLong(bits) * TReal.From(1.0 / (1L << 53)), largest);
    }

    /// <summary>Standard normal numbers: what stands at the place p = (k + ½) / 2⁵² of the distribution, k being 52 random bits.</summary>
    public static void Normal(ArrayView<T> target, ulong seed, ulong stream, ulong position)
    {
        var i = Grid.GlobalIndex.X;
        if (i >= target.IntLength)
            return;

        // p - ½, and 1 - p or p, whichever is smaller, in whole numbers of 2⁻⁵³: each is rounded once.
        var k = (long)(Rng.PairAt(seed, stream, position + (2 * (ulong)i)) >> 12);
        var fromMiddle = (2 * k) + 1 - (1L << 52);
        var fromEnd = (1L << 52) - (fromMiddle < 0 ? -fromMiddle : fromMiddle);
        var unit = TReal.From(1.0 / (1L << 53));
        target[i] = NormalQuantile<T, TReal>.At(TReal.FromLong(fromMiddle) * unit, TReal.FromLong(fromEnd) * unit);
    }
}
