using System.Numerics;
using System.Numerics.Tensors;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void IndexSelect(Tensor x, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor y)
    {
        if (x.DType == DType.Float32)
            IndexSelect<float>(x.Span<float>(), outer, count, inner, index, y.Span<float>());
        else
            IndexSelect<double>(x.Span<double>(), outer, count, inner, index, y.Span<double>());
        Keep(x, y);
    }

    /// <inheritdoc />
    public void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX)
    {
        Fill(gradX, 0);
        if (gradY.DType == DType.Float32)
            IndexAdd<float>(gradY.Span<float>(), outer, count, inner, index, gradX.Span<float>());
        else
            IndexAdd<double>(gradY.Span<double>(), outer, count, inner, index, gradX.Span<double>());
        Keep(gradY, gradX);
    }

    /// <inheritdoc />
    public void Gather(Tensor x, int outer, int count, int inner, Tensor index, int picked, Tensor y)
    {
        if (x.DType == DType.Float32)
            Gather<float>(x.Span<float>(), outer, count, inner, index.Span<float>(), picked, y.Span<float>());
        else
            Gather<double>(x.Span<double>(), outer, count, inner, index.Span<double>(), picked, y.Span<double>());
        Keep(x, index, y);
    }

    /// <inheritdoc />
    public void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX)
    {
        Fill(gradX, 0);
        if (gradY.DType == DType.Float32)
            ScatterAdd<float>(gradY.Span<float>(), outer, count, inner, index.Span<float>(), picked, gradX.Span<float>());
        else
            ScatterAdd<double>(gradY.Span<double>(), outer, count, inner, index.Span<double>(), picked, gradX.Span<double>());
        Keep(gradY, index, gradX);
    }

    private static void IndexSelect<T>(ReadOnlySpan<T> x, int outer, int count, int inner, ReadOnlySpan<int> index, Span<T> y)
    {
        for (var o = 0; o < outer; o++)
        {
            for (var j = 0; j < index.Length; j++)
                x.Slice(((o * count) + index[j]) * inner, inner).CopyTo(y[(((o * index.Length) + j) * inner)..]);
        }
    }

    private static void IndexAdd<T>(ReadOnlySpan<T> gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Span<T> gradX)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            for (var j = 0; j < index.Length; j++)
            {
                var sum = gradX.Slice(((o * count) + index[j]) * inner, inner);
                TensorPrimitives.Add(sum, gradY.Slice(((o * index.Length) + j) * inner, inner), sum);
            }
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> x, int outer, int count, int inner, ReadOnlySpan<T> index, int picked, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var at = 0; at < outer * picked * inner; at++)
            y[at] = x[(((at / (picked * inner) * count) + Place(index[at], count)) * inner) + (at % inner)];
    }

    private static void ScatterAdd<T>(ReadOnlySpan<T> gradY, int outer, int count, int inner, ReadOnlySpan<T> index, int picked, Span<T> gradX)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var at = 0; at < outer * picked * inner; at++)
            gradX[(((at / (picked * inner) * count) + Place(index[at], count)) * inner) + (at % inner)] += gradY[at];
    }

    /// <summary>Callers have checked indices, but not in a step that is repeated.</summary>
    private static int Place<T>(T index, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => index >= T.Zero && index < T.CreateChecked(count) ? int.CreateTruncating(index) : throw new ArgumentException($"Gather: index {index} is not a place on an axis of size {count} (use 0..{count - 1})");
}
