using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>Picking elements by index, and adding gradients back to where they were picked. x is seen as (outer, count, inner).</summary>
internal static class SelectionKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>y[o, j, i] = x[o, index[j], i]; one thread an element of y.</summary>
    public static void IndexSelect(ArrayView<T> x, int count, int inner, ArrayView<int> index, ArrayView<T> y)
    {
        var at = Grid.GlobalIndex.X;
        if (at >= y.IntLength)
            return;
        var row = at / inner;
        var picked = index.IntLength;
        y[at] = x[((((row / picked) * count) + index[row % picked]) * inner) + (at % inner)];
    }

    /// <summary>gradX[o, index[j], i] += gradY[o, j, i]: one thread for each (o, i), which goes through j in order, so sums have the same bits every time.</summary>
    public static void IndexSelectGradient(ArrayView<T> gradY, int outer, int count, int inner, ArrayView<int> index, ArrayView<T> gradX)
    {
        var column = Grid.GlobalIndex.X;
        if (column >= outer * inner)
            return;
        var (o, i) = (column / inner, column % inner);
        for (var j = 0; j < index.IntLength; j++)
            gradX[(((o * count) + index[j]) * inner) + i] += gradY[(((o * index.IntLength) + j) * inner) + i];
    }

    /// <summary>y[o, j, i] = x[o, index[o, j, i], i]; one thread an element of y.</summary>
    public static void Gather(ArrayView<T> x, int count, int inner, ArrayView<T> index, int picked, ArrayView<T> y)
    {
        var at = Grid.GlobalIndex.X;
        if (at >= y.IntLength)
            return;

        // Checked before, but not in a step that is repeated: there a wrong index must not reach into other memory.
        var place = TReal.ToInt(index[at]);
        y[at] = place >= 0 && place < count ? x[((((at / (picked * inner)) * count) + place) * inner) + (at % inner)] : TReal.From(double.NaN);
    }

    /// <summary>gradX[o, index[o, j, i], i] += gradY[o, j, i], as in <see cref="IndexSelectGradient"/>.</summary>
    public static void GatherGradient(ArrayView<T> gradY, int outer, int count, int inner, ArrayView<T> index, int picked, ArrayView<T> gradX)
    {
        var column = Grid.GlobalIndex.X;
        if (column >= outer * inner)
            return;
        var (o, i) = (column / inner, column % inner);
        for (var j = 0; j < picked; j++)
        {
            var at = (((o * picked) + j) * inner) + i;
            var place = TReal.ToInt(index[at]);
            if (place >= 0 && place < count)
                gradX[(((o * count) + place) * inner) + i] += gradY[at];
        }
    }
}
