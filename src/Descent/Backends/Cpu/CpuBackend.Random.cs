using System.Numerics;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void DropoutMask(Tensor target, double p, Rng? rng)
    {
        var (seed, stream) = (rng ?? Rng.Default).NextStream();
        if (target.DType == DType.Float32)
            DropoutMask<float>(target.Span<float>(), p, seed, stream);
        else
            DropoutMask<double>(target.Span<double>(), p, seed, stream);
        Keep(target);
    }

    /// <inheritdoc />
    public void Uniform(Tensor target, Rng? rng) => Draw<UniformNumber>(target, rng);

    /// <inheritdoc />
    public void Normal(Tensor target, Rng? rng) => Draw<NormalNumber>(target, rng);

    private static void Draw<TNumber>(Tensor target, Rng? rng)
        where TNumber : IRandomNumber
    {
        var (seed, stream, position) = (rng ?? Rng.Default).Reserve(target.Length);
        if (target.DType == DType.Float32)
            ForChunks<float, DrawChunk<float, TNumber>>(target.Length, new(target, seed, stream, position));
        else
            ForChunks<double, DrawChunk<double, TNumber>>(target.Length, new(target, seed, stream, position));
        Keep(target);
    }

    private static void DropoutMask<T>(Span<T> target, double p, ulong seed, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var threshold = (ulong)(p * 4294967296.0);
        var kept = T.CreateTruncating(1 / (1 - p));
        for (var i = 0; i < target.Length; i += 4)
        {
            var (a, b, c, d) = Rng.Philox(seed, stream, (ulong)i >> 2);
            var four = target[i..Math.Min(i + 4, target.Length)];
            for (var j = 0; j < four.Length; j++)
                four[j] = (j switch { 0 => a, 1 => b, 2 => c, _ => d }) >= threshold ? kept : T.Zero;
        }
    }

    /// <summary>A random number made of 64 random bits.</summary>
    private interface IRandomNumber
    {
        static abstract T From<T>(ulong bits)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private readonly struct UniformNumber : IRandomNumber
    {
        // Rounded to Float32, the largest numbers below 1 would be 1.
        public static T From<T>(ulong bits)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.Min(T.CreateTruncating(Rng.Uniform(bits)), T.BitDecrement(T.One));
    }

    private readonly struct NormalNumber : IRandomNumber
    {
        public static T From<T>(ulong bits)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(Rng.StandardNormal(bits));
    }

    private readonly struct DrawChunk<T, TNumber>(Tensor target, ulong seed, ulong stream, ulong position) : IChunkKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TNumber : IRandomNumber
    {
        public void Run(int start, int length)
        {
            var numbers = target.Span<T>().Slice(start, length);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = TNumber.From<T>(Rng.PairAt(seed, stream, position + (2 * (ulong)(start + i))));
        }
    }
}
