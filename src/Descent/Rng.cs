using MathNet.Numerics.Distributions;

namespace Descent;

/// <summary>
/// The source of random numbers: Philox 4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", 2011). It is counter-based: number i of a stream can be had without those before it, so a device
/// may draw many at once and still get the same ones. The same seed gives the same numbers on every machine.
/// </summary>
/// <remarks>
/// One generator, <see cref="Default"/> too, is for one thread at a time: two that draw from it together get numbers that differ from
/// run to run, and may get the same ones. Trainings that run at the same time each need their own, or a seed wherever there is one.
/// </remarks>
public sealed class Rng : Random
{
    private readonly ulong seed;
    private readonly ulong stream;
    private ulong position;

    /// <summary>A generator.</summary>
    /// <param name="seed">Any number; the same one gives the same sequence.</param>
    public Rng(long seed)
        : this((ulong)seed, 0)
    {
    }

    private Rng(ulong seed, ulong stream)
        : base(0)
    {
        this.seed = seed;
        this.stream = stream;
    }

    /// <summary>The generator used where none is given. It starts from seed 0, so runs repeat unless told otherwise.</summary>
    public static Rng Default { get; private set; } = new(0);

    /// <summary>Starts <see cref="Default"/> afresh.</summary>
    /// <param name="seed">Any number; the same one gives the same sequence.</param>
    public static void Seed(long seed) => Default = new(seed);

    /// <summary>A generator whose numbers are independent of this one's: for work that must not disturb the sequence.</summary>
    public Rng Fork() => new(seed ^ 0x9E3779B97F4A7C15UL, NextUInt64());

    /// <summary>32 random bits.</summary>
    public uint NextUInt32() => At(seed, stream, position++);

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var bits = PairAt(seed, stream, position);
        position += 2;
        return bits;
    }

    /// <summary>A whole number, uniform in [minValue, maxValue).</summary>
    /// <param name="minValue">Smallest.</param>
    /// <param name="maxValue">One more than the largest; above <paramref name="minValue"/> (equal gives it).</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is reversed.</exception>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        var range = (ulong)((long)maxValue - minValue);
        if (range <= 1)
            return minValue;

        // Lemire 2019: the product's high word is uniform once the few low words that would favour some results are refused.
        var product = NextUInt32() * range;
        if ((uint)product < range)
        {
            var threshold = (uint)((0x1_0000_0000UL - range) % range);
            while ((uint)product < threshold)
                product = NextUInt32() * range;
        }

        return (int)(minValue + (long)(product >> 32));
    }

    /// <inheritdoc />
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc />
    public override int Next() => Next(0, int.MaxValue);

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public override double NextDouble() => Uniform(NextUInt64());

    /// <inheritdoc />
    public override float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Normally distributed, by inverting the distribution function, so that one number is drawn for one.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation, at least 0.</param>
    public double NextNormal(double mean = 0, double deviation = 1) => mean + (deviation * StandardNormal(NextUInt64()));

    /// <inheritdoc />
    public override long NextInt64() => (long)(NextUInt64() >> 1);

    /// <inheritdoc />
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc />
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        var range = (ulong)maxValue - (ulong)minValue;
        return range <= 1 ? minValue : (long)((ulong)minValue + (ulong)(((UInt128)NextUInt64() * range) >> 64));
    }

    /// <inheritdoc />
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc />
    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref var b in buffer)
            b = (byte)NextUInt32();
    }

    /// <summary>A random order of 0..count-1 (Fisher and Yates 1938, from the last place down).</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <returns>Each number once.</returns>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>A stream that a device can draw a whole tensor from: <see cref="Philox"/> of the counters 0, 1, 2, ... gives four numbers each.</summary>
    /// <returns>The stream's key and the upper half of its counters.</returns>
    public (ulong Seed, ulong Stream) NextStream() => (seed ^ 0xD1B54A32D192ED03UL, NextUInt64());

    /// <summary>Reserves the next numbers of this generator for a device, which then draws them itself.</summary>
    /// <param name="count">How many numbers of 64 bits.</param>
    /// <returns>The key, the upper half of the counters, and the place of the first number's first half: place p is number p mod 4 of <see cref="Philox"/> for counter p / 4.</returns>
    public (ulong Seed, ulong Stream, ulong Position) Reserve(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var first = position;
        position += 2 * (ulong)count;
        return (seed, stream, first);
    }

    /// <inheritdoc />
    protected override double Sample() => NextDouble();

    /// <summary>A uniform number in [0, 1) of 64 random bits: the upper 53 of them.</summary>
    internal static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number of 64 random bits: the upper 52 of them say where in the distribution it stands.</summary>
    internal static double StandardNormal(ulong bits) => Normal.InvCDF(0, 1, ((bits >> 12) + 0.5) * (1.0 / (1UL << 52)));

    /// <summary>Number <paramref name="index"/> of a stream: one of the four that Philox makes of counter index / 4.</summary>
    internal static uint At(ulong seed, ulong stream, ulong index)
    {
        var (a, b, c, d) = Philox(seed, stream, index >> 2);
        return (index & 3) switch { 0 => a, 1 => b, 2 => c, _ => d };
    }

    /// <summary>Numbers <paramref name="index"/> and the next of a stream, as one of 64 bits.</summary>
    internal static ulong PairAt(ulong seed, ulong stream, ulong index)
    {
        var (a, b, c, d) = Philox(seed, stream, index >> 2);
        var lane = (uint)index & 3;
        var upper = lane == 0 ? a : lane == 1 ? b : lane == 2 ? c : d;
        var lower = lane == 0 ? b : lane == 1 ? c : lane == 2 ? d : Philox(seed, stream, (index >> 2) + 1).A;
        return ((ulong)upper << 32) | lower;
    }

    /// <summary>The four numbers that ten rounds of Philox make of one counter.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="stream">The upper half of the counter.</param>
    /// <param name="counter">The lower half of the counter.</param>
    public static (uint A, uint B, uint C, uint D) Philox(ulong seed, ulong stream, ulong counter)
    {
        uint a = (uint)counter, b = (uint)(counter >> 32), c = (uint)stream, d = (uint)(stream >> 32);
        uint key0 = (uint)seed, key1 = (uint)(seed >> 32);
        for (var round = 0; round < 10; round++)
        {
            var p = (ulong)a * 0xD2511F53;
            var q = (ulong)c * 0xCD9E8D57;
            (a, b, c, d) = ((uint)(q >> 32) ^ b ^ key0, (uint)q, (uint)(p >> 32) ^ d ^ key1, (uint)p);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return (a, b, c, d);
    }
}
