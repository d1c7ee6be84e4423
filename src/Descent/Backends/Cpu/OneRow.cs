using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Descent.Backends.Cpu;

/// <summary>
/// One row of A times a transposed B: a layer's answer to a single example. Every element of B is read once, so there is nothing to pack
/// for: blocks of 16 x 16 are transposed in registers and used there. Two groups of 16 columns take turns, because a sum in ascending
/// order waits four cycles for each term, and the other group's shuffles fill them. Bound by what the caches deliver: 70 GB/s on Zen 5.
/// </summary>
internal static unsafe class OneRow
{
    /// <summary>Columns that are computed together; what is left of n is the blocked product's.</summary>
    public const int Columns = 32;

    /// <summary>c[j] = Σ a[p] b[j * bColumn + p] + bias[j], p in ascending order.</summary>
    /// <param name="a">k elements.</param>
    /// <param name="b">n rows of k elements.</param>
    /// <param name="bColumn">Distance between them.</param>
    /// <param name="c">n elements.</param>
    /// <param name="n">A multiple of <see cref="Columns"/>.</param>
    /// <param name="k">Length of the sums.</param>
    /// <param name="bias">n elements, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, float* b, nint bColumn, float* c, int n, int k, float* bias)
    {
        var blocks = k / 16 * 16;
        for (var j = 0; j < n; j += Columns)
        {
            var first = b + j * bColumn;
            var second = first + 16 * bColumn;
            Vector512<float> sum0 = default, sum1 = default;
            for (var p = 0; p < blocks; p += 16)
            {
                sum0 = Add(a + p, first + p, bColumn, sum0);
                sum1 = Add(a + p, second + p, bColumn, sum1);
            }

            sum0.Store(c + j);
            sum1.Store(c + j + 16);
            for (var l = j; l < j + Columns; l++)
            {
                for (var p = blocks; p < k; p++)
                    c[l] = MathF.FusedMultiplyAdd(a[p], b[l * bColumn + p], c[l]);
                if (bias != null)
                    c[l] += bias[l];
            }
        }
    }

    /// <summary>Sixteen more terms of sixteen sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(float* a, float* b, nint stride, Vector512<float> sum)
    {
        Transposition16.FourRows(b, stride, out var a0, out var a1, out var a2, out var a3);
        Transposition16.FourRows(b + 4 * stride, stride, out var b0, out var b1, out var b2, out var b3);
        Transposition16.FourRows(b + 8 * stride, stride, out var c0, out var c1, out var c2, out var c3);
        Transposition16.FourRows(b + 12 * stride, stride, out var d0, out var d1, out var d2, out var d3);
        Transposition16.FourColumns(a0, b0, c0, d0, out var t0, out var t4, out var t8, out var t12);
        Transposition16.FourColumns(a1, b1, c1, d1, out var t1, out var t5, out var t9, out var t13);
        Transposition16.FourColumns(a2, b2, c2, d2, out var t2, out var t6, out var t10, out var t14);
        Transposition16.FourColumns(a3, b3, c3, d3, out var t3, out var t7, out var t11, out var t15);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), t0, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), t1, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), t2, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), t3, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), t4, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), t5, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[6]), t6, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[7]), t7, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[8]), t8, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[9]), t9, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[10]), t10, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[11]), t11, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[12]), t12, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[13]), t13, sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[14]), t14, sum);
        return Vector512.FusedMultiplyAdd(Vector512.Create(a[15]), t15, sum);
    }
}
