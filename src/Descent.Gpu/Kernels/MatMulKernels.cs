using System.Numerics;
using Descent.Backends;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>
/// Matrix products by tiles. A group copies a strip of A and of B into shared memory, where each element is read many times; each thread
/// keeps its part of C in registers. While a strip is multiplied, the next one is already on its way from global memory into registers.
/// Strips lie in shared memory depth by depth, so that a thread reads four neighbouring numbers at once, whichever way the
/// operands lie in global memory: transposed operands cost nothing.
/// </summary>
internal static class MatMulKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>
    /// C in tiles of 32 x 32: 8 x 8 threads with 4 x 4 sums each. Grid: tiles of rows, tiles of columns, batches for each part of the depth.
    /// The sums of different parts lie one after the other in C, for <see cref="Finish"/>. <paramref name="alignedA"/> and B: not 0 where
    /// rows in memory begin at multiples of four elements.
    /// </summary>
    public static void Small(
        ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, ArrayView<T> bias, MatMulShape shape, int alignedA, int alignedB, Epilogue<T> epilogue, int batches, int partDepth)
    {
        var sharedA = SharedMemory.Allocate<T>(MatMulTiles.SmallDepth * MatMulTiles.SmallPitch);
        var sharedB = SharedMemory.Allocate<T>(MatMulTiles.SmallDepth * MatMulTiles.SmallPitch);
        var (quadsA, quadsB) = (sharedA.Cast<Vector4<T>>(), sharedB.Cast<Vector4<T>>());
        var (firstRow, firstColumn) = (Grid.IdxX * MatMulTiles.Small, Grid.IdxY * MatMulTiles.Small);
        var batch = Grid.IdxZ % batches;
        var (startA, startB) = (batch * shape.BatchA, batch * shape.BatchB);
        var begin = Grid.IdxZ / batches * partDepth;
        var end = begin + partDepth < shape.Depth ? begin + partDepth : shape.Depth;
        var (row, column) = (Group.IdxX / 8, Group.IdxX % 8);

        // Each thread brings two quads of A and two of B.
        var (at0A, depth0A) = PlaceOf(Group.IdxX, MatMulTiles.Small, MatMulTiles.SmallDepth, shape.TransposedA != 0);
        var (at1A, depth1A) = PlaceOf(Group.IdxX + MatMulTiles.SmallThreads, MatMulTiles.Small, MatMulTiles.SmallDepth, shape.TransposedA != 0);
        var (at0B, depth0B) = PlaceOf(Group.IdxX, MatMulTiles.Small, MatMulTiles.SmallDepth, shape.TransposedB == 0);
        var (at1B, depth1B) = PlaceOf(Group.IdxX + MatMulTiles.SmallThreads, MatMulTiles.Small, MatMulTiles.SmallDepth, shape.TransposedB == 0);
        var tile = default(Tile4x4<T>);
        var next0A = QuadOfA(a, startA, firstRow + at0A, begin + depth0A, shape, alignedA);
        var next1A = QuadOfA(a, startA, firstRow + at1A, begin + depth1A, shape, alignedA);
        var next0B = QuadOfB(b, startB, begin + depth0B, firstColumn + at0B, shape, alignedB);
        var next1B = QuadOfB(b, startB, begin + depth1B, firstColumn + at1B, shape, alignedB);
        for (var first = begin; first < end; first += MatMulTiles.SmallDepth)
        {
            Put(sharedA, quadsA, MatMulTiles.SmallPitch, at0A, depth0A, shape.TransposedA != 0, next0A);
            Put(sharedA, quadsA, MatMulTiles.SmallPitch, at1A, depth1A, shape.TransposedA != 0, next1A);
            Put(sharedB, quadsB, MatMulTiles.SmallPitch, at0B, depth0B, shape.TransposedB == 0, next0B);
            Put(sharedB, quadsB, MatMulTiles.SmallPitch, at1B, depth1B, shape.TransposedB == 0, next1B);
            Group.Barrier();

            var next = first + MatMulTiles.SmallDepth;
            if (next < end)
            {
                next0A = QuadOfA(a, startA, firstRow + at0A, next + depth0A, shape, alignedA);
                next1A = QuadOfA(a, startA, firstRow + at1A, next + depth1A, shape, alignedA);
                next0B = QuadOfB(b, startB, next + depth0B, firstColumn + at0B, shape, alignedB);
                next1B = QuadOfB(b, startB, next + depth1B, firstColumn + at1B, shape, alignedB);
            }

            for (var d = 0; d < MatMulTiles.SmallDepth; d++)
                tile = tile.PlusOuter(quadsA[(d * (MatMulTiles.SmallPitch / 4)) + row], quadsB[(d * (MatMulTiles.SmallPitch / 4)) + column]);
            Group.Barrier();
        }

        Store(c, bias, tile, firstRow + (4 * row), firstColumn + (4 * column), shape, epilogue);
    }

    /// <summary>
    /// C in tiles of 128 x 128: 16 x 16 threads with 8 x 8 sums each, as four tiles of 4 x 4 that lie 64 apart, so that threads of a
    /// warp read neighbouring quads. Grid: tiles of rows, tiles of columns, batches.
    /// </summary>
    public static void Large(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, ArrayView<T> bias, MatMulShape shape, int alignedA, int alignedB, Epilogue<T> epilogue)
    {
        var sharedA = SharedMemory.Allocate<T>(MatMulTiles.LargeDepth * MatMulTiles.LargePitch);
        var sharedB = SharedMemory.Allocate<T>(MatMulTiles.LargeDepth * MatMulTiles.LargePitch);
        var (quadsA, quadsB) = (sharedA.Cast<Vector4<T>>(), sharedB.Cast<Vector4<T>>());
        var (firstRow, firstColumn) = (Grid.IdxX * MatMulTiles.Large, Grid.IdxY * MatMulTiles.Large);
        var (startA, startB) = (Grid.IdxZ * shape.BatchA, Grid.IdxZ * shape.BatchB);
        var (row, column) = (Group.IdxX / 16, Group.IdxX % 16);

        // Each thread brings one quad of A and one of B.
        var (atA, depthA) = PlaceOf(Group.IdxX, MatMulTiles.Large, MatMulTiles.LargeDepth, shape.TransposedA != 0);
        var (atB, depthB) = PlaceOf(Group.IdxX, MatMulTiles.Large, MatMulTiles.LargeDepth, shape.TransposedB == 0);
        var tile = default(Tile8x8<T>);
        var nextA = QuadOfA(a, startA, firstRow + atA, depthA, shape, alignedA);
        var nextB = QuadOfB(b, startB, depthB, firstColumn + atB, shape, alignedB);
        for (var first = 0; first < shape.Depth; first += MatMulTiles.LargeDepth)
        {
            Put(sharedA, quadsA, MatMulTiles.LargePitch, atA, depthA, shape.TransposedA != 0, nextA);
            Put(sharedB, quadsB, MatMulTiles.LargePitch, atB, depthB, shape.TransposedB == 0, nextB);
            Group.Barrier();

            var next = first + MatMulTiles.LargeDepth;
            if (next < shape.Depth)
            {
                nextA = QuadOfA(a, startA, firstRow + atA, next + depthA, shape, alignedA);
                nextB = QuadOfB(b, startB, next + depthB, firstColumn + atB, shape, alignedB);
            }

            // Two at a time: while one is multiplied, the other is on its way from shared memory.
            for (var d = 0; d < MatMulTiles.LargeDepth; d += 2)
            {
                var (first0, first1) = (d * (MatMulTiles.LargePitch / 4), (d + 1) * (MatMulTiles.LargePitch / 4));
                tile = PlusOuter(PlusOuter(tile, quadsA, quadsB, first0 + row, first0 + column), quadsA, quadsB, first1 + row, first1 + column);
            }

            Group.Barrier();
        }

        var (top, left) = (firstRow + (4 * row), firstColumn + (4 * column));
        Store(c, bias, tile.TopLeft, top, left, shape, epilogue);
        Store(c, bias, tile.TopRight, top, left + 64, shape, epilogue);
        Store(c, bias, tile.BottomLeft, top + 64, left, shape, epilogue);
        Store(c, bias, tile.BottomRight, top + 64, left + 64, shape, epilogue);
    }

    /// <summary>C = f(the sum of parts + bias), the parts one after the other in memory; C may itself be the only part. One thread an element.</summary>
    public static void Finish(ArrayView<T> parts, int count, ArrayView<T> c, ArrayView<T> bias, Epilogue<T> epilogue)
    {
        var i = Grid.GlobalIndex.X;
        if (i >= c.IntLength)
            return;
        var sum = parts[i];
        for (var part = 1; part < count; part++)
            sum += parts[(part * c.IntLength) + i];
        if (epilogue.HasBias != 0)
            sum += bias[i % bias.IntLength];
        c[i] = Activate(sum, epilogue);
    }

    /// <summary>The sums of a thread with large tiles, plus what one depth gives to them.</summary>
    private static Tile8x8<T> PlusOuter(Tile8x8<T> tile, ArrayView<Vector4<T>> a, ArrayView<Vector4<T>> b, int atA, int atB)
    {
        var (a0, a1, b0, b1) = (a[atA], a[atA + 16], b[atB], b[atB + 16]);
        return new(tile.TopLeft.PlusOuter(a0, b0), tile.TopRight.PlusOuter(a0, b1), tile.BottomLeft.PlusOuter(a1, b0), tile.BottomRight.PlusOuter(a1, b1));
    }

    /// <summary>Where in the tile a quad lies, so that neighbouring threads read neighbours in memory: along the edge, or along the depth.</summary>
    private static (int At, int Depth) PlaceOf(int quad, int tile, int strip, bool alongEdge) =>
        alongEdge ? (quad % (tile / 4) * 4, quad / (tile / 4)) : (quad / (strip / 4), quad % (strip / 4) * 4);

    private static T ElementOfA(ArrayView<T> a, int start, int row, int depth, MatMulShape shape) =>
        row >= shape.Rows || depth >= shape.Depth ? T.Zero
        : a[start + (shape.TransposedA != 0 ? (depth * shape.Rows) + row : (row * shape.Depth) + depth)];

    private static T ElementOfB(ArrayView<T> b, int start, int depth, int column, MatMulShape shape) =>
        column >= shape.Columns || depth >= shape.Depth ? T.Zero
        : b[start + (shape.TransposedB != 0 ? (column * shape.Depth) + depth : (depth * shape.Columns) + column)];

    /// <summary>Four neighbours in memory: of four rows where A is transposed, else of four depths.</summary>
    private static Vector4<T> QuadOfA(ArrayView<T> a, int start, int row, int depth, MatMulShape shape, int aligned)
    {
        if (shape.TransposedA != 0)
        {
            return aligned != 0 && row + 3 < shape.Rows && depth < shape.Depth
                ? a.Cast<Vector4<T>>()[(start + (depth * shape.Rows) + row) / 4]
                : new(ElementOfA(a, start, row, depth, shape), ElementOfA(a, start, row + 1, depth, shape), ElementOfA(a, start, row + 2, depth, shape), ElementOfA(a, start, row + 3, depth, shape));
        }

        return aligned != 0 && depth + 3 < shape.Depth && row < shape.Rows
            ? a.Cast<Vector4<T>>()[(start + (row * shape.Depth) + depth) / 4]
            : new(ElementOfA(a, start, row, depth, shape), ElementOfA(a, start, row, depth + 1, shape), ElementOfA(a, start, row, depth + 2, shape), ElementOfA(a, start, row, depth + 3, shape));
    }

    /// <summary>Four neighbours in memory: of four depths where B is transposed, else of four columns.</summary>
    private static Vector4<T> QuadOfB(ArrayView<T> b, int start, int depth, int column, MatMulShape shape, int aligned)
    {
        if (shape.TransposedB == 0)
        {
            return aligned != 0 && column + 3 < shape.Columns && depth < shape.Depth
                ? b.Cast<Vector4<T>>()[(start + (depth * shape.Columns) + column) / 4]
                : new(ElementOfB(b, start, depth, column, shape), ElementOfB(b, start, depth, column + 1, shape), ElementOfB(b, start, depth, column + 2, shape), ElementOfB(b, start, depth, column + 3, shape));
        }

        return aligned != 0 && depth + 3 < shape.Depth && column < shape.Columns
            ? b.Cast<Vector4<T>>()[(start + (column * shape.Depth) + depth) / 4]
            : new(ElementOfB(b, start, depth, column, shape), ElementOfB(b, start, depth + 1, column, shape), ElementOfB(b, start, depth + 2, column, shape), ElementOfB(b, start, depth + 3, column, shape));
    }

    private static void Put(ArrayView<T> shared, ArrayView<Vector4<T>> quads, int pitch, int at, int depth, bool alongEdge, Vector4<T> quad)
    {
        if (alongEdge)
        {
            quads[((depth * pitch) + at) / 4] = quad;
            return;
        }

        shared[(depth * pitch) + at] = quad.X;
        shared[((depth + 1) * pitch) + at] = quad.Y;
        shared[((depth + 2) * pitch) + at] = quad.Z;
        shared[((depth + 3) * pitch) + at] = quad.W;
    }

    private static void Store(ArrayView<T> c, ArrayView<T> bias, Tile4x4<T> tile, int row, int column, MatMulShape shape, Epilogue<T> epilogue)
    {
        if (epilogue.Activation == Epilogue<T>.NoActivation)
        {
            StoreRow(c, bias, tile.Row0, row, column, shape, epilogue);
            StoreRow(c, bias, tile.Row1, row + 1, column, shape, epilogue);
            StoreRow(c, bias, tile.Row2, row + 2, column, shape, epilogue);
            StoreRow(c, bias, tile.Row3, row + 3, column, shape, epilogue);
            return;
        }

        // A loop, as the code of all activations, sixteen times over, would leave no room for that of the product.
        for (var i = 0; i < 16; i++)
        {
            var (r, s) = (row + (i / 4), column + (i % 4));
            if (r < shape.Rows && s < shape.Columns)
                c[(((Grid.IdxZ * shape.Rows) + r) * shape.Columns) + s] = Activate(WithBias(bias, tile.At(i), s, epilogue), epilogue);
        }
    }

    private static void StoreRow(ArrayView<T> c, ArrayView<T> bias, Vector4<T> values, int row, int column, MatMulShape shape, Epilogue<T> epilogue)
    {
        if (row >= shape.Rows)
            return;
        var start = ((Grid.IdxZ * shape.Rows) + row) * shape.Columns;
        StoreElement(c, bias, values.X, start, column, shape, epilogue);
        StoreElement(c, bias, values.Y, start, column + 1, shape, epilogue);
        StoreElement(c, bias, values.Z, start, column + 2, shape, epilogue);
        StoreElement(c, bias, values.W, start, column + 3, shape, epilogue);
    }

    private static void StoreElement(ArrayView<T> c, ArrayView<T> bias, T value, int start, int column, MatMulShape shape, Epilogue<T> epilogue)
    {
        if (column < shape.Columns)
            c[start + column] = WithBias(bias, value, column, epilogue);
    }

    private static T WithBias(ArrayView<T> bias, T value, int column, Epilogue<T> epilogue) => epilogue.HasBias != 0 ? value + bias[column] : value;

    private static T Activate(T x, Epilogue<T> epilogue)
    {
        switch ((UnaryKind)epilogue.Activation)
        {
            case UnaryKind.Tanh: return Functions<T, TReal>.Tanh(x);
            case UnaryKind.Sigmoid: return Functions<T, TReal>.Sigmoid(x);
            case UnaryKind.ReLU or UnaryKind.LeakyReLU: return Functions<T, TReal>.Sloped(x, x, epilogue.Slope);
            default: return x;
        }
    }
}
