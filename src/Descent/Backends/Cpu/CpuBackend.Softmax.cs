using System.Numerics;
using System.Numerics.Tensors;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm)
    {
        if (x.DType == DType.Float32)
            Softmax<float>(x, outer, count, inner, y, logarithm);
        else
            Softmax<double>(x, outer, count, inner, y, logarithm);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm)
    {
        if (y.DType == DType.Float32)
            SoftmaxGradient<float>(y, gradY, outer, count, inner, gradX, logarithm);
        else
            SoftmaxGradient<double>(y, gradY, outer, count, inner, gradX, logarithm);
        Keep(y, gradY, gradX);
    }

    /// <inheritdoc />
    public int CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses)
    {
        var bad = logits.DType == DType.Float32
            ? CrossEntropy<float>(logits, targets, (float)labelSmoothing, losses)
            : CrossEntropy<double>(logits, targets, labelSmoothing, losses);
        Keep(logits, targets, losses);
        return bad;
    }

    /// <inheritdoc />
    public void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits)
    {
        if (logits.DType == DType.Float32)
            CrossEntropyGradient<float>(logits, targets, (float)labelSmoothing, gradLosses, gradLogits);
        else
            CrossEntropyGradient<double>(logits, targets, labelSmoothing, gradLosses, gradLogits);
        Keep(logits, targets, gradLosses, gradLogits);
    }

    private static void Softmax<T>(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> source = x.Span<T>();
        var target = y.Span<T>();
        if (inner == 1)
        {
            var parts = x.Length < ParallelFrom ? 1 : Math.Min(outer, PartsPerThread * CpuThreads.Count);
            CpuThreads.For(parts, new SoftmaxRows<T>(x, y, outer, count, parts, logarithm));
            return;
        }

        var row = new T[count];
        for (var column = 0; column < outer * inner && count > 0; column++)
        {
            var start = (column / inner * count * inner) + (column % inner);
            for (var n = 0; n < count; n++)
                row[n] = source[start + (n * inner)];
            SoftmaxRow<T>(row, row, logarithm);
            for (var n = 0; n < count; n++)
                target[start + (n * inner)] = row[n];
        }
    }

    private readonly struct SoftmaxRows<T>(Tensor x, Tensor y, int rows, int count, int parts, bool logarithm) : IParts
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int part)
        {
            for (var row = (int)((long)rows * part / parts); row < (int)((long)rows * (part + 1) / parts) && count > 0; row++)
                SoftmaxRow<T>(x.Span<T>().Slice(row * count, count), y.Span<T>().Slice(row * count, count), logarithm);
        }
    }

    private static void SoftmaxRow<T>(ReadOnlySpan<T> x, Span<T> y, bool logarithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = TensorPrimitives.Max(x);
        if (logarithm)
        {
            // Not x - (largest + log Σ): beside a large logit the logarithm would be rounded away.
            var logSum = T.Log(ExpSum(x, largest, []));
            TensorPrimitives.Subtract(x, largest, y);
            TensorPrimitives.Subtract(y, logSum, y);
            return;
        }

        var sum = ExpSum(x, largest, y);
        TensorPrimitives.Divide(y, sum, y);
    }

    /// <summary>Σ e^(x - shift); the terms go to <paramref name="terms"/> unless it is empty.</summary>
    private static T ExpSum<T>(ReadOnlySpan<T> x, T shift, Span<T> terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!terms.IsEmpty)
        {
            TensorPrimitives.Subtract(x, shift, terms);
            TensorPrimitives.Exp<T>(terms, terms);
            return SumOf<T>(terms);
        }

        Span<T> chunk = stackalloc T[256];
        var sum = T.Zero;
        for (; !x.IsEmpty; x = x[Math.Min(x.Length, chunk.Length)..])
            sum += ExpSum(x[..Math.Min(x.Length, chunk.Length)], shift, chunk[..Math.Min(x.Length, chunk.Length)]);
        return sum;
    }

    private static void SoftmaxGradient<T>(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> ys = y.Span<T>(), gs = gradY.Span<T>();
        var result = gradX.Span<T>();
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = (o * count * inner) + i;
                var sum = T.Zero;
                for (var n = 0; n < count; n++)
                {
                    var at = start + (n * inner);
                    sum += logarithm ? gs[at] : gs[at] * ys[at];
                }

                for (var n = 0; n < count; n++)
                {
                    var at = start + (n * inner);
                    result[at] = logarithm ? gs[at] - (T.Exp(ys[at]) * sum) : ys[at] * (gs[at] - sum);
                }
            }
        }
    }

    private static int CrossEntropy<T>(Tensor logits, Tensor targets, T smoothing, Tensor losses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        ReadOnlySpan<T> x = logits.Span<T>(), t = targets.Span<T>();
        var result = losses.Span<T>();
        var uniform = smoothing / T.CreateChecked(classes);
        for (var row = 0; row < rows; row++)
        {
            var xs = x.Slice(row * classes, classes);
            var largest = TensorPrimitives.Max(xs);
            var logSum = T.Log(ExpSum(xs, largest, []));
            if (targets.Rank == 1)
            {
                var label = t[row];
                if (!(label >= T.Zero && label < T.CreateChecked(classes) && label == T.Floor(label)))
                    return row;
                var loss = (T.One - smoothing) * NegativeLog(xs[int.CreateTruncating(label)]);
                for (var k = 0; k < classes && uniform != T.Zero; k++)
                    loss += uniform * NegativeLog(xs[k]);
                result[row] = loss;
            }
            else
            {
                var loss = T.Zero;
                for (var k = 0; k < classes; k++)
                    loss += (((T.One - smoothing) * t[(row * classes) + k]) + uniform) * NegativeLog(xs[k]);
                result[row] = loss;
            }

            // -log softmax; in this order, as beside a large logit the logarithm would be rounded away.
            T NegativeLog(T logit) => largest - logit + logSum;
        }

        return -1;
    }

    private static void CrossEntropyGradient<T>(Tensor logits, Tensor targets, T smoothing, Tensor gradLosses, Tensor gradLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        ReadOnlySpan<T> x = logits.Span<T>(), t = targets.Span<T>(), g = gradLosses.Span<T>();
        var result = gradLogits.Span<T>();
        var uniform = smoothing / T.CreateChecked(classes);
        for (var row = 0; row < rows; row++)
        {
            var gradient = result.Slice(row * classes, classes);
            SoftmaxRow(x.Slice(row * classes, classes), gradient, logarithm: false);
            if (targets.Rank == 1)
            {
                if (uniform != T.Zero)
                    TensorPrimitives.Subtract(gradient, uniform, gradient);
                gradient[int.CreateTruncating(t[row])] -= T.One - smoothing;
            }
            else
            {
                var ts = t.Slice(row * classes, classes);
                var total = ((T.One - smoothing) * SumOf(ts)) + smoothing;
                for (var k = 0; k < classes; k++)
                    gradient[k] = (gradient[k] * total) - (((T.One - smoothing) * ts[k]) + uniform);
            }

            TensorPrimitives.Multiply(gradient, g[row], gradient);
        }
    }
}
