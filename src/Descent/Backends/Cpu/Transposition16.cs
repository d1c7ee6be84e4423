using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Descent.Backends.Cpu;

/// <summary>
/// 16 x 16 floats with rows and columns exchanged, in registers: 64 shuffles for 256 elements, half as many an element as 256-bit vectors
/// need. In two steps, because all 32 registers are not enough for both at once: within four rows, then across four times four rows.
/// </summary>
internal static unsafe class Transposition16
{
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>Exchanges within four rows of 16: column 4 i + n of the four lies in the i-th 128 bits of result n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourRows(
        float* source, nint stride, out Vector512<float> columns0, out Vector512<float> columns1, out Vector512<float> columns2, out Vector512<float> columns3)
    {
        var (r0, r1) = (Vector512.Load(source), Vector512.Load(source + stride));
        var (r2, r3) = (Vector512.Load(source + 2 * stride), Vector512.Load(source + 3 * stride));
        var (low01, high01) = (Avx512F.UnpackLow(r0, r1).AsDouble(), Avx512F.UnpackHigh(r0, r1).AsDouble());
        var (low23, high23) = (Avx512F.UnpackLow(r2, r3).AsDouble(), Avx512F.UnpackHigh(r2, r3).AsDouble());
        columns0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        columns1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        columns2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        columns3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>From result n of each four rows, columns n, n + 4, n + 8 and n + 12 of all sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourColumns(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        out Vector512<float> column0, out Vector512<float> column4, out Vector512<float> column8, out Vector512<float> column12)
    {
        const byte Even = 0x88, Odd = 0xDD;
        var (ab0, ab1) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(a, b, Odd));
        var (cd0, cd1) = (Avx512F.Shuffle4x128(c, d, Even), Avx512F.Shuffle4x128(c, d, Odd));
        column0 = Avx512F.Shuffle4x128(ab0, cd0, Even);
        column4 = Avx512F.Shuffle4x128(ab1, cd1, Even);
        column8 = Avx512F.Shuffle4x128(ab0, cd0, Odd);
        column12 = Avx512F.Shuffle4x128(ab1, cd1, Odd);
    }
}
