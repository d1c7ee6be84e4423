namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <summary>Edge of the square tiles in which a transposition walks both sides: 16 rows of 16 floats are 16 cache lines.</summary>
    private const int Tile = 16;

    /// <inheritdoc />
    public void Copy(in StridedView source, in StridedView target)
    {
        if (source.Tensor.DType == DType.Float32)
            Copy<float>(source, target);
        else
            Copy<double>(source, target);
        Keep(source.Tensor, target.Tensor);
    }

    private static void Copy<T>(in StridedView source, in StridedView target)
        where T : unmanaged
    {
        var rank = source.Sizes.Length;
        Span<int> sizes = stackalloc int[rank + 2], from = stackalloc int[rank + 2], to = stackalloc int[rank + 2];
        var folded = 0;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            var (size, f, t) = (source.Sizes[axis], source.Strides[axis], target.Strides[axis]);
            if (size == 0)
                return;
            if (size == 1)
                continue;
            if (folded > 0 && f == from[folded - 1] * sizes[folded - 1] && t == to[folded - 1] * sizes[folded - 1])
            {
                sizes[folded - 1] *= size;
                continue;
            }

            (sizes[folded], from[folded], to[folded]) = (size, f, t);
            folded++;
        }

        for (; folded < 2; folded++)
            (sizes[folded], from[folded], to[folded]) = (1, 0, 0);

        // The second axis of the inner pair is the one along which the source is contiguous, if there is one.
        for (var axis = 1; axis < folded && from[0] != 1; axis++)
        {
            if (from[axis] != 1)
                continue;
            (sizes[1], sizes[axis]) = (sizes[axis], sizes[1]);
            (from[1], from[axis]) = (from[axis], from[1]);
            (to[1], to[axis]) = (to[axis], to[1]);
        }

        ReadOnlySpan<T> x = source.Tensor.Elements<T>();
        Span<T> y = target.Tensor.Elements<T>();
        var (xAt, yAt) = (source.Tensor.Offset + source.Offset, target.Tensor.Offset + target.Offset);
        Span<int> place = stackalloc int[folded];
        place.Clear();
        while (true)
        {
            CopyPlane(x[xAt..], y[yAt..], sizes[0], from[0], to[0], sizes[1], from[1], to[1]);
            var axis = 2;
            for (; axis < folded; axis++)
            {
                xAt += from[axis];
                yAt += to[axis];
                if (++place[axis] < sizes[axis])
                    break;
                xAt -= from[axis] * sizes[axis];
                yAt -= to[axis] * sizes[axis];
                place[axis] = 0;
            }

            if (axis >= folded)
                return;
        }
    }

    private static void CopyPlane<T>(ReadOnlySpan<T> x, Span<T> y, int columns, int xColumn, int yColumn, int rows, int xRow, int yRow)
    {
        if (yColumn == 1 && xColumn is 0 or 1)
        {
            for (var row = 0; row < rows; row++)
            {
                var to = y.Slice(row * yRow, columns);
                if (xColumn == 1)
                    x.Slice(row * xRow, columns).CopyTo(to);
                else
                    to.Fill(x[row * xRow]);
            }

            return;
        }

        for (var rowTile = 0; rowTile < rows; rowTile += Tile)
        {
            for (var columnTile = 0; columnTile < columns; columnTile += Tile)
            {
                for (var row = rowTile; row < Math.Min(rowTile + Tile, rows); row++)
                {
                    for (var column = columnTile; column < Math.Min(columnTile + Tile, columns); column++)
                        y[(row * yRow) + (column * yColumn)] = x[(row * xRow) + (column * xColumn)];
                }
            }
        }
    }
}
