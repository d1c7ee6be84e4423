using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>
/// Sums and the like of x seen as (outer, count, inner). The order in which terms are added depends on the sizes alone, so a sum has the
/// same bits every time. Groups have a power of two of threads, <see cref="MostThreads"/> at most.
/// </summary>
internal static class ReductionKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    public const int MostThreads = 256;

    /// <summary>Columns that a group sums side by side, so that its threads read neighbouring elements.</summary>
    public const int Columns = 32;

    /// <summary>
    /// One group for each part of a row: y[row · parts + part] = the sum of that part / divisor. Threads take every n-th element, then halve their number
    /// until one sum is left.
    /// </summary>
    public static void SumRows(ArrayView<T> x, int count, int parts, ArrayView<T> y, T divisor)
    {
        var (row, part) = (Grid.IdxX / parts, Grid.IdxX % parts);
        var first = (int)((long)count * part / parts);
        var end = (int)((long)count * (part + 1) / parts);
        var sum = T.Zero;
        for (var n = first + Group.IdxX; n < end; n += Group.DimX)
            sum += x[(row * count) + n];
        var total = Groups<T>.Sum(sum);
        if (Group.IdxX == 0)
            y[Grid.IdxX] = total / divisor;
    }

    /// <summary>A group sums <see cref="Columns"/> columns: each of its rows of threads takes every n-th element, then the rows are added. The sums are divided by divisor.</summary>
    public static void SumColumns(ArrayView<T> x, int count, int inner, ArrayView<T> y, T divisor)
    {
        var shared = SharedMemory.Allocate<T>(MostThreads);
        var strips = (inner + Columns - 1) / Columns;
        var outer = Grid.IdxX / strips;
        var column = ((Grid.IdxX % strips) * Columns) + (Group.IdxX % Columns);
        var rows = Group.DimX / Columns;
        var sum = T.Zero;
        if (column < inner)
        {
            for (var n = Group.IdxX / Columns; n < count; n += rows)
                sum += x[(((outer * count) + n) * inner) + column];
        }

        shared[Group.IdxX] = sum;
        Group.Barrier();
        for (var half = Group.DimX / 2; half >= Columns; half /= 2)
        {
            if (Group.IdxX < half)
                shared[Group.IdxX] += shared[Group.IdxX + half];
            Group.Barrier();
        }

        if (Group.IdxX < Columns && column < inner)
            y[(outer * inner) + column] = shared[Group.IdxX] / divisor;
    }

    /// <summary>y[o, i] = the n at which x[o, n, i] is largest (or smallest), the first of them; the first NaN if there is one. A group each.</summary>
    public static void ArgMax(ArrayView<T> x, int count, int inner, ArrayView<T> y, int smallest)
    {
        var values = SharedMemory.Allocate<T>(MostThreads);
        var places = SharedMemory.Allocate<int>(MostThreads);
        var start = ((Grid.IdxX / inner) * count * inner) + (Grid.IdxX % inner);
        var place = Group.IdxX < count ? Group.IdxX : 0;
        var best = x[start + (place * inner)];
        for (var n = Group.IdxX + Group.DimX; n < count; n += Group.DimX)
        {
            var value = x[start + (n * inner)];
            if (IsBetter(value, n, best, place, smallest))
            {
                best = value;
                place = n;
            }
        }

        values[Group.IdxX] = best;
        places[Group.IdxX] = place;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (Group.IdxX < half && IsBetter(values[Group.IdxX + half], places[Group.IdxX + half], values[Group.IdxX], places[Group.IdxX], smallest))
            {
                values[Group.IdxX] = values[Group.IdxX + half];
                places[Group.IdxX] = places[Group.IdxX + half];
            }

            Group.Barrier();
        }

        if (Group.IdxX == 0)
            y[Grid.IdxX] = TReal.From(places[0]);
    }

    private static bool IsBetter(T value, int place, T best, int bestPlace, int smallest)
    {
        if (T.IsNaN(value) || T.IsNaN(best))
            return T.IsNaN(value) && (!T.IsNaN(best) || place < bestPlace);
        if (value == best)
            return place < bestPlace;
        return smallest != 0 ? value < best : value > best;
    }
}
