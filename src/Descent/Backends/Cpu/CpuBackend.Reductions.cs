using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor)
    {
        if (x.DType == DType.Float32)
            Sum<float>(x, outer, count, inner, y);
        else
            Sum<double>(x, outer, count, inner, y);
        if (divisor != 1)
            Unary(UnaryKind.DivideScalar, y, y, divisor, 0);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest)
    {
        if (x.DType == DType.Float32)
            ArgMax<float>(x.Span<float>(), outer, count, inner, y.Span<float>(), smallest);
        else
            ArgMax<double>(x.Span<double>(), outer, count, inner, y.Span<double>(), smallest);
        Keep(x, y);
    }

    private static void Sum<T>(Tensor x, int outer, int count, int inner, Tensor y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> source = x.Span<T>();
        var target = y.Span<T>();
        if (inner == 1)
        {
            for (var o = 0; o < outer; o++)
                target[o] = SumOf(source.Slice(o * count, count));
            return;
        }

        Span<T> block = stackalloc T[Math.Min(inner, Chunk)];
        for (var o = 0; o < outer; o++)
        {
            var sums = target.Slice(o * inner, inner);
            if (count == 0)
            {
                sums.Clear();
                continue;
            }

            // Rows are added in ascending order into the result, a strip at a time so that the strip stays in the cache. Of
            // many rows, blocks are added first: in Float32 each term would otherwise lose digits to a sum grown large.
            const int Rows = 1024;
            for (var start = 0; start < inner; start += Chunk)
            {
                var length = Math.Min(Chunk, inner - start);
                var strip = sums.Slice(start, length);
                for (var first = 0; first < count; first += Rows)
                {
                    var sum = first == 0 ? strip : block[..length];
                    source.Slice((((o * count) + first) * inner) + start, length).CopyTo(sum);
                    for (var n = first + 1; n < Math.Min(first + Rows, count); n++)
                        TensorPrimitives.Add(sum, source.Slice((((o * count) + n) * inner) + start, length), sum);
                    if (first > 0)
                        TensorPrimitives.Add(strip, sum, strip);
                }
            }
        }
    }

    /// <summary>
    /// A sum in an order that depends on the length alone, whatever vector instructions there are: four 512-bit
    /// accumulators a block, then their lanes, then what is left over; blocks in ascending order.
    /// </summary>
    internal static T SumOf<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Block = 4096;
        if (x.Length <= Block)
            return SumOfBlock(x);

        // Blocks are added in double: a long Float32 sum then keeps the digits that a block keeps.
        var total = 0.0;
        for (; x.Length > Block; x = x[Block..])
            total += double.CreateTruncating(SumOfBlock(x[..Block]));
        return T.CreateTruncating(total + double.CreateTruncating(SumOfBlock(x)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T SumOfBlock<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = Vector512<T>.Count;
        var total = T.Zero;
        if (x.Length >= 4 * width)
        {
            var (a, b, c, d) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
            for (; x.Length >= 4 * width; x = x[(4 * width)..])
            {
                a += Vector512.Create(x);
                b += Vector512.Create(x[width..]);
                c += Vector512.Create(x[(2 * width)..]);
                d += Vector512.Create(x[(3 * width)..]);
            }

            var wide = a + b + (c + d);
            var half = wide.GetLower() + wide.GetUpper();
            var quarter = half.GetLower() + half.GetUpper();
            for (var i = 0; i < Vector128<T>.Count; i++)
                total += quarter[i];
        }

        foreach (var value in x)
            total += value;
        return total;
    }

    private static void ArgMax<T>(ReadOnlySpan<T> x, int outer, int count, int inner, Span<T> y, bool smallest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = (o * count * inner) + i;
                var (best, place) = (x[start], 0);
                for (var n = 1; n < count && !T.IsNaN(best); n++)
                {
                    var value = x[start + (n * inner)];
                    if (T.IsNaN(value) || (smallest ? value < best : value > best))
                        (best, place) = (value, n);
                }

                y[(o * inner) + i] = T.CreateChecked(place);
            }
        }
    }
}
