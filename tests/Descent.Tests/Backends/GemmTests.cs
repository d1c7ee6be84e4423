using System.Numerics;
using Descent.Backends.Cpu;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Tests.Backends;

public sealed class GemmTests
{
    /// <summary>Every instruction set: one that the machine lacks runs in software, slowly but with the same bits.</summary>
    public static TheoryData<InstructionSetName> Sets => [.. Enum.GetValues<InstructionSetName>()];

    [Theory, MemberData(nameof(Sets))]
    public void Floats_have_the_bits_of_an_ascending_sum(InstructionSetName set) => Check<float>(Force(set), 60);

    [Theory, MemberData(nameof(Sets))]
    public void Doubles_have_the_bits_of_an_ascending_sum(InstructionSetName set) => Check<double>(Force(set), 60);

    [Fact]
    public void Blocks_of_every_dimension_join_without_a_trace()
    {
        // More than one block of rows (144), columns (2048) and depth (384), none of them full.
        foreach (var set in Enum.GetValues<InstructionSet>().Where(set => set is InstructionSet.Scalar || set == Gemm.Best))
        {
            AssertSameBits<float>(set, new Case(true, false, 263, 37, 530, Bias: true, Threads: 2, Seed: 1));
            AssertSameBits<float>(set, new Case(false, true, 7, 2107, 390, Bias: true, Threads: 2, Seed: 2));
            AssertSameBits<float>(set, new Case(false, true, 144, 70, 800, Bias: true, Threads: 1, Seed: 4));
            AssertSameBits<float>(set, new Case(false, true, 145, 70, 400, Bias: false, Threads: 1, Seed: 5));
            AssertSameBits<double>(set, new Case(false, false, 250, 70, 600, Bias: false, Threads: 1, Seed: 3));
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void A_single_row_has_the_bits_of_an_ascending_sum(InstructionSetName set)
    {
        foreach (var n in new[] { 1, 31, 32, 33, 64, 100, 333 })
        {
            foreach (var k in new[] { 0, 1, 15, 16, 17, 100, 784 })
            {
                AssertSameBits<float>(Force(set), new Case(false, true, 1, n, k, Bias: true, Threads: 1, Seed: n));
                AssertSameBits<float>(Force(set), new Case(false, true, 1, n, k, Bias: false, Threads: 1, Seed: k));
            }
        }

        AssertSameBits<float>(Force(set), new Case(false, true, 1, 1100, 400, Bias: true, Threads: 3, Seed: 1));
    }

    [Fact]
    public void Thread_count_does_not_change_a_bit()
    {
        // Large enough to be split: 4 Mi multiply-adds a thread.
        foreach (var (m, n, k) in new[] { (301, 205, 250), (33, 1501, 400), (1501, 33, 400) })
        {
            var (a, b) = (Random<float>(m * k, 1), Random<float>(k * n, 2));
            var one = new float[m * n];
            Gemm.Multiply<float>(false, false, m, n, k, a, b, one, threads: 1);
            foreach (var threads in new[] { 2, 3, 4 })
            {
                var many = new float[m * n];
                Gemm.Multiply<float>(false, false, m, n, k, a, b, many, threads);
                Assert.Equal(one, many);
            }
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void No_inner_index_gives_zeros_or_the_bias(InstructionSetName set)
    {
        var c = Enumerable.Repeat(7f, 5 * 35).ToArray();
        Gemm.Multiply<float>(Force(set), false, false, 5, 35, 0, [], [], c, 1);
        Assert.All(c, x => Assert.Equal(0, x));

        var bias = Random<float>(35, 3);
        Gemm.Multiply<float>(Force(set), false, false, 5, 35, 0, [], [], c, 1, bias);
        for (var i = 0; i < 5; i++)
            Assert.Equal(bias, c.AsSpan(i * 35, 35).ToArray());
    }

    [Theory, MemberData(nameof(Sets))]
    public void Nothing_is_written_beyond_the_result(InstructionSetName set)
    {
        foreach (var (m, n) in new[] { (1, 1), (13, 33), (12, 32), (25, 7) })
        {
            var c = Enumerable.Repeat(7f, m * n + 64).ToArray();
            Gemm.Multiply<float>(Force(set), false, true, m, n, 3, Random<float>(m * 3, 1), Random<float>(n * 3, 2), c, 1);
            Assert.All(c[(m * n)..], x => Assert.Equal(7, x));
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void NaN_and_infinity_stay_in_their_row_and_column(InstructionSetName set)
    {
        var (m, n, k) = (14, 35, 9);
        var (a, b) = (Random<float>(m * k, 1), Random<float>(k * n, 2));
        a[5 * k + 2] = float.NaN;
        b[3 * n + 33] = float.PositiveInfinity;
        var c = new float[m * n];
        Gemm.Multiply<float>(Force(set), false, false, m, n, k, a, b, c, 1);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (i == 5)
                    Assert.True(float.IsNaN(c[i * n + j]));
                else if (j == 33)
                    Assert.True(float.IsInfinity(c[i * n + j]));
                else
                    Assert.True(float.IsFinite(c[i * n + j]));
            }
        }
    }

    [Fact]
    public void Small_products_and_steady_state_allocate_nothing()
    {
        foreach (var (m, n, k) in new[] { (4, 3, 10), (32, 128, 784) })
        {
            var (a, b, c) = (Random<float>(m * k, 1), Random<float>(k * n, 2), new float[m * n]);
            Gemm.Multiply<float>(false, true, m, n, k, a, b, c, 1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Gemm.Multiply<float>(false, true, m, n, k, a, b, c, 1);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void Spans_shorter_than_their_matrices_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(false, false, 2, 3, 4, new float[7], new float[12], new float[6], 1));
        Assert.Equal("MatMul: (2, 4) x (4, 3): given 7, 12, 6 and 0 elements", error.Message);
        Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(false, false, 2, 3, 4, new float[8], new float[11], new float[6], 1));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(false, false, 2, 3, 4, new float[8], new float[12], new float[5], 1));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(false, false, 2, 3, 4, new float[8], new float[12], new float[6], 1, new float[2]));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply<float>(false, false, -1, 3, 4, new float[8], new float[12], new float[6], 1));
    }

    private static void Check<T>(InstructionSet set, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Sizes around the edges of tiles (12 rows; 4 to 32 columns), and now and then a second block of depth.
        var size = Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(4, 40), Gen.Choose(60, 130));
        var depth = Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(4, 40), Gen.Choose(380, 400));
        var cases =
            from m in size
            from n in size
            from k in depth
            from flags in Gen.Choose(0, 7)
            from threads in Gen.Choose(1, 2)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Case((flags & 1) != 0, (flags & 2) != 0, m, n, k, (flags & 4) != 0, threads, seed);
        Prop.ForAll(cases.ToArbitrary(), example => AssertSameBits<T>(set, example))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count));
    }

    private static void AssertSameBits<T>(InstructionSet set, Case size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (transposeA, transposeB, m, n, k, hasBias, threads, seed) = size;
        var (a, b) = (Random<T>(m * k, seed), Random<T>(k * n, seed + 1));
        var bias = hasBias ? Random<T>(n, seed + 2) : [];
        var c = Enumerable.Repeat(T.CreateChecked(7), m * n).ToArray();
        Gemm.Multiply<T>(set, transposeA, transposeB, m, n, k, a, b, c, threads, bias);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < k; p++)
                    sum = T.FusedMultiplyAdd(a[transposeA ? p * m + i : i * k + p], b[transposeB ? j * k + p : p * n + j], sum);
                if (hasBias)
                    sum += bias[j];
                if (c[i * n + j] != sum)
                    Assert.Fail($"{set} {size}: C[{i}, {j}] is {c[i * n + j]}, expected {sum}");
            }
        }
    }

    private static T[] Random<T>(int length, int seed)
        where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];
    }

    private static InstructionSet Force(InstructionSetName name) => Enum.Parse<InstructionSet>(name.ToString());

    /// <summary>The names of the internal enumeration, which a public test method cannot take.</summary>
    public enum InstructionSetName
    {
        Scalar,
        Vector128,
        Vector256,
        Vector512,
    }

    private sealed record Case(bool TransposeA, bool TransposeB, int M, int N, int K, bool Bias, int Threads, int Seed);
}
