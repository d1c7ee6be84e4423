using System.Numerics;
using System.Numerics.Tensors;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z)
    {
        if (z.DType == DType.Float32)
            Binary<float>(kind, x, y, z);
        else
            Binary<double>(kind, x, y, z);
        Keep(x, y, z);
    }

    private static void Binary<T>(BinaryKind kind, Tensor x, Tensor y, Tensor z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case BinaryKind.Add: Broadcast<T, AddKernel<T>>(x, y, z); break;
            case BinaryKind.Subtract: Broadcast<T, SubtractKernel<T>>(x, y, z); break;
            case BinaryKind.Multiply: Broadcast<T, MultiplyKernel<T>>(x, y, z); break;
            case BinaryKind.Divide: Broadcast<T, DivideKernel<T>>(x, y, z); break;
            case BinaryKind.Maximum: Broadcast<T, MaximumKernel<T>>(x, y, z); break;
            case BinaryKind.Minimum: Broadcast<T, MinimumKernel<T>>(x, y, z); break;
            case BinaryKind.Step: Broadcast<T, ComparisonKernel<T, StepRule<T>>>(x, y, z); break;
            case BinaryKind.Greater: Broadcast<T, ComparisonKernel<T, GreaterRule<T>>>(x, y, z); break;
            case BinaryKind.Equal: Broadcast<T, ComparisonKernel<T, EqualRule<T>>>(x, y, z); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kernel for this function");
        }
    }

    /// <summary>
    /// Walks z row by row. Axes along which both operands simply go on (or are both repeated) are folded together first, so
    /// equal shapes are one run, a bias is one run a row, and a column times a row one scalar run a row.
    /// </summary>
    private static void Broadcast<T, TKernel>(Tensor x, Tensor y, Tensor z)
        where T : unmanaged
        where TKernel : IBinaryKernel<TKernel, T>
    {
        if (x.Shape == y.Shape)
        {
            ForChunks<T, BinaryChunk<T, TKernel>>(z.Length, new(x, y, z));
            return;
        }

        if (z.Length == 0)
            return;
        var rank = z.Rank;
        Span<int> sizes = stackalloc int[rank], xStrides = stackalloc int[rank], yStrides = stackalloc int[rank];
        var folded = 0;
        int xStride = 1, yStride = 1;
        for (var i = 1; i <= rank; i++)
        {
            var size = z.Shape[-i];
            var xs = i <= x.Rank && x.Shape[-i] != 1 ? xStride : 0;
            var ys = i <= y.Rank && y.Shape[-i] != 1 ? yStride : 0;
            xStride *= i <= x.Rank ? x.Shape[-i] : 1;
            yStride *= i <= y.Rank ? y.Shape[-i] : 1;
            if (size == 1)
                continue;
            if (folded > 0 && GoesOn(xStrides[folded - 1], xs, sizes[folded - 1]) && GoesOn(yStrides[folded - 1], ys, sizes[folded - 1]))
            {
                sizes[folded - 1] *= size;
                continue;
            }

            (sizes[folded], xStrides[folded], yStrides[folded]) = (size, xs, ys);
            folded++;
        }

        ReadOnlySpan<T> xAll = x.Span<T>(), yAll = y.Span<T>();
        var zAll = z.Span<T>();
        var run = folded == 0 ? 1 : sizes[0];
        Span<int> place = stackalloc int[Math.Max(folded, 1)];
        place.Clear();
        int xAt = 0, yAt = 0;
        for (var zAt = 0; zAt < zAll.Length; zAt += run)
        {
            var zRun = zAll.Slice(zAt, run);
            if (folded == 0 || (xStrides[0] == 1 && yStrides[0] == 1))
                TKernel.Run(xAll.Slice(xAt, run), yAll.Slice(yAt, run), zRun);
            else if (yStrides[0] == 0)
                TKernel.Run(xAll.Slice(xAt, run), yAll[yAt], zRun);
            else
                TKernel.Run(xAll[xAt], yAll.Slice(yAt, run), zRun);

            for (var axis = 1; axis < folded; axis++)
            {
                xAt += xStrides[axis];
                yAt += yStrides[axis];
                if (++place[axis] < sizes[axis])
                    break;
                xAt -= xStrides[axis] * sizes[axis];
                yAt -= yStrides[axis] * sizes[axis];
                place[axis] = 0;
            }
        }

        static bool GoesOn(int innerStride, int outerStride, int innerSize) => outerStride == innerStride * innerSize;
    }

    /// <summary>A function of two numbers, over runs in which neither, the right or the left operand stands still.</summary>
    private interface IBinaryKernel<TSelf, T>
        where TSelf : IBinaryKernel<TSelf, T>
    {
        static abstract void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z);

        static abstract void Run(ReadOnlySpan<T> x, T y, Span<T> z);

        /// <summary>Right as it is for functions that do not care for the order.</summary>
        static virtual void Run(T x, ReadOnlySpan<T> y, Span<T> z) => TSelf.Run(y, x, z);
    }

    private readonly struct BinaryChunk<T, TKernel>(Tensor x, Tensor y, Tensor z) : IChunkKernel
        where T : unmanaged
        where TKernel : IBinaryKernel<TKernel, T>
    {
        public void Run(int start, int length) =>
            TKernel.Run(x.Span<T>().Slice(start, length), y.Span<T>().Slice(start, length), z.Span<T>().Slice(start, length));
    }

    private readonly struct AddKernel<T> : IBinaryKernel<AddKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Add(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Add(x, y, z);
    }

    private readonly struct SubtractKernel<T> : IBinaryKernel<SubtractKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Subtract(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Subtract(x, y, z);

        public static void Run(T x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Subtract(x, y, z);
    }

    private readonly struct MultiplyKernel<T> : IBinaryKernel<MultiplyKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Multiply(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Multiply(x, y, z);
    }

    private readonly struct DivideKernel<T> : IBinaryKernel<DivideKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Divide(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Divide(x, y, z);

        public static void Run(T x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Divide(x, y, z);
    }

    private readonly struct MaximumKernel<T> : IBinaryKernel<MaximumKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Max(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Max(x, y, z);
    }

    private readonly struct MinimumKernel<T> : IBinaryKernel<MinimumKernel<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => TensorPrimitives.Min(x, y, z);

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z) => TensorPrimitives.Min(x, y, z);
    }

    /// <summary>A comparison of two numbers.</summary>
    private interface IComparison<T>
    {
        static abstract T Compare(T x, T y);
    }

    private readonly struct StepRule<T> : IComparison<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Compare(T x, T y) => x > y ? T.One : x == y ? T.CreateTruncating(0.5) : T.Zero;
    }

    private readonly struct GreaterRule<T> : IComparison<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Compare(T x, T y) => x > y ? T.One : T.Zero;
    }

    private readonly struct EqualRule<T> : IComparison<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Compare(T x, T y) => x == y ? T.One : T.Zero;
    }

    private readonly struct ComparisonKernel<T, TRule> : IBinaryKernel<ComparisonKernel<T, TRule>, T>
        where TRule : IComparison<T>
    {
        public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = TRule.Compare(x[i], y[i]);
        }

        public static void Run(ReadOnlySpan<T> x, T y, Span<T> z)
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = TRule.Compare(x[i], y);
        }

        public static void Run(T x, ReadOnlySpan<T> y, Span<T> z)
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = TRule.Compare(x, y[i]);
        }
    }
}
