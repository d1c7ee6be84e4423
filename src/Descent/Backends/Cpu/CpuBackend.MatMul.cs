using System.Numerics;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias, Activation? activation)
    {
        if (a.DType == DType.Float32)
            MatMul<float>(a, transposeA, b, transposeB, c, bias);
        else
            MatMul<double>(a, transposeA, b, transposeB, c, bias);
        if (activation is { } f)
            Unary(f.Kind, c, c, f.A, 0);
        Keep(a, b, c, bias);
    }

    private static void MatMul<T>(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = (c.Shape[-2], c.Shape[-1], a.Shape[transposeA ? -2 : -1]);
        ReadOnlySpan<T> aAll = a.Span<T>(), bAll = b.Span<T>();
        var biasRow = bias is null ? default : (ReadOnlySpan<T>)bias.Span<T>();
        var cAll = c.Span<T>();
        if (b.Rank == 2 && !transposeA)
        {
            // One matrix on the right: all batches of the left are rows of one product.
            Gemm.Multiply(false, transposeB, cAll.Length / Math.Max(n, 1), n, k, aAll, bAll, cAll, CpuThreads.Count, biasRow);
            return;
        }

        Span<int> place = stackalloc int[c.Rank];
        place.Clear();
        for (var start = 0; start < cAll.Length; start += m * n)
        {
            Gemm.Multiply(
                transposeA,
                transposeB,
                m,
                n,
                k,
                aAll.Slice(BatchOf(a, place) * m * k, m * k),
                bAll.Slice(BatchOf(b, place) * k * n, k * n),
                cAll.Slice(start, m * n),
                CpuThreads.Count,
                biasRow);
            for (var axis = c.Rank - 3; axis >= 0 && ++place[axis] == c.Shape[axis]; axis--)
                place[axis] = 0;
        }
    }

    /// <summary>Which matrix of an operand belongs to a batch of the result: axes of size 1 are repeated.</summary>
    private static int BatchOf(Tensor operand, ReadOnlySpan<int> place)
    {
        var batch = 0;
        var missing = place.Length - operand.Rank;
        for (var axis = 0; axis < operand.Rank - 2; axis++)
            batch = (batch * operand.Shape[axis]) + (operand.Shape[axis] == 1 ? 0 : place[axis + missing]);
        return batch;
    }
}
