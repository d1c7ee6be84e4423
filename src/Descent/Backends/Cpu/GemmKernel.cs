using System.Runtime.CompilerServices;

namespace Descent.Backends.Cpu;

/// <summary>A number that the JIT sees as a constant.</summary>
internal interface IRows
{
    static abstract int Count { get; }
}

/// <summary>
/// The innermost loop of the matrix product: one tile of C, at most 12 rows by two vectors, held in registers while the
/// inner index runs. Each step loads two vectors of B and one element of A a row, and does two fused multiply-adds a row.
/// </summary>
internal static unsafe class GemmKernel<TLanes, TVector, T>
    where TLanes : struct, ILanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Columns in a tile.</summary>
    public static int Width => 2 * TLanes.Count;

    /// <summary>
    /// Computes <paramref name="rows"/> x <see cref="Width"/> elements of C: zero, or what is there when
    /// <paramref name="resume"/> says so, plus the sum over <paramref name="depth"/> steps, plus the bias if it is not null.
    /// </summary>
    /// <param name="rows">1 .. <c>TLanes.Height</c>.</param>
    /// <param name="a">Element (i, p) of A is at <c>a[i * aRow + p * aStep]</c>, packed or not.</param>
    /// <param name="aRow">Distance between rows of A.</param>
    /// <param name="aStep">Distance between steps of A.</param>
    /// <param name="b">Row p of B, <see cref="Width"/> readable elements, is at <c>b + p * bStep</c>.</param>
    /// <param name="bStep">Distance between steps of B.</param>
    /// <param name="c">The tile of C.</param>
    /// <param name="cRow">Distance between rows of C.</param>
    /// <param name="depth">Number of steps.</param>
    /// <param name="resume">Whether C already holds the sum over earlier steps.</param>
    /// <param name="bias"><see cref="Width"/> elements to add to each row after the last step, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile(int rows, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, nint depth, bool resume, T* bias)
    {
        switch (rows)
        {
            case 1: Tile<Rows1>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 2: Tile<Rows2>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 3: Tile<Rows3>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 4: Tile<Rows4>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 5: Tile<Rows5>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 6: Tile<Rows6>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 7: Tile<Rows7>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 8: Tile<Rows8>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 9: Tile<Rows9>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 10: Tile<Rows10>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 11: Tile<Rows11>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
            case 12: Tile<Rows12>(a, aRow, aStep, b, bStep, c, cRow, depth, resume, bias); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows>(T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, nint depth, bool resume, T* bias)
        where TRows : struct, IRows
    {
        var n = TLanes.Count;
        // Sums are named by row (hexadecimal) and vector. A conditional on TRows.Count costs nothing: it is a constant.
        TVector s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
        TVector s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
        TVector s60 = default, s61 = default, s70 = default, s71 = default, s80 = default, s81 = default;
        TVector s90 = default, s91 = default, sA0 = default, sA1 = default, sB0 = default, sB1 = default;
        TVector x, b0, b1;
        T* p;
        if (resume)
        {
            s00 = TLanes.Load(c); s01 = TLanes.Load(c + n);
            if (TRows.Count > 1) { p = c + 1 * cRow; s10 = TLanes.Load(p); s11 = TLanes.Load(p + n); }
            if (TRows.Count > 2) { p = c + 2 * cRow; s20 = TLanes.Load(p); s21 = TLanes.Load(p + n); }
            if (TRows.Count > 3) { p = c + 3 * cRow; s30 = TLanes.Load(p); s31 = TLanes.Load(p + n); }
            if (TRows.Count > 4) { p = c + 4 * cRow; s40 = TLanes.Load(p); s41 = TLanes.Load(p + n); }
            if (TRows.Count > 5) { p = c + 5 * cRow; s50 = TLanes.Load(p); s51 = TLanes.Load(p + n); }
            if (TRows.Count > 6) { p = c + 6 * cRow; s60 = TLanes.Load(p); s61 = TLanes.Load(p + n); }
            if (TRows.Count > 7) { p = c + 7 * cRow; s70 = TLanes.Load(p); s71 = TLanes.Load(p + n); }
            if (TRows.Count > 8) { p = c + 8 * cRow; s80 = TLanes.Load(p); s81 = TLanes.Load(p + n); }
            if (TRows.Count > 9) { p = c + 9 * cRow; s90 = TLanes.Load(p); s91 = TLanes.Load(p + n); }
            if (TRows.Count > 10) { p = c + 10 * cRow; sA0 = TLanes.Load(p); sA1 = TLanes.Load(p + n); }
            if (TRows.Count > 11) { p = c + 11 * cRow; sB0 = TLanes.Load(p); sB1 = TLanes.Load(p + n); }
        }

        // Four pointers, three rows each: addresses fit the general registers.
        var aRow2 = 2 * aRow;
        T* a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        for (; depth > 0; depth--)
        {
            b0 = TLanes.Load(b);
            b1 = TLanes.Load(b + n);
            b += bStep;
            x = TLanes.Broadcast(a[0]); s00 = TLanes.MultiplyAdd(x, b0, s00); s01 = TLanes.MultiplyAdd(x, b1, s01);
            if (TRows.Count > 1) { x = TLanes.Broadcast(a[aRow]); s10 = TLanes.MultiplyAdd(x, b0, s10); s11 = TLanes.MultiplyAdd(x, b1, s11); }
            if (TRows.Count > 2) { x = TLanes.Broadcast(a[aRow2]); s20 = TLanes.MultiplyAdd(x, b0, s20); s21 = TLanes.MultiplyAdd(x, b1, s21); }
            if (TRows.Count > 3) { x = TLanes.Broadcast(a3[0]); s30 = TLanes.MultiplyAdd(x, b0, s30); s31 = TLanes.MultiplyAdd(x, b1, s31); }
            if (TRows.Count > 4) { x = TLanes.Broadcast(a3[aRow]); s40 = TLanes.MultiplyAdd(x, b0, s40); s41 = TLanes.MultiplyAdd(x, b1, s41); }
            if (TRows.Count > 5) { x = TLanes.Broadcast(a3[aRow2]); s50 = TLanes.MultiplyAdd(x, b0, s50); s51 = TLanes.MultiplyAdd(x, b1, s51); }
            if (TRows.Count > 6) { x = TLanes.Broadcast(a6[0]); s60 = TLanes.MultiplyAdd(x, b0, s60); s61 = TLanes.MultiplyAdd(x, b1, s61); }
            if (TRows.Count > 7) { x = TLanes.Broadcast(a6[aRow]); s70 = TLanes.MultiplyAdd(x, b0, s70); s71 = TLanes.MultiplyAdd(x, b1, s71); }
            if (TRows.Count > 8) { x = TLanes.Broadcast(a6[aRow2]); s80 = TLanes.MultiplyAdd(x, b0, s80); s81 = TLanes.MultiplyAdd(x, b1, s81); }
            if (TRows.Count > 9) { x = TLanes.Broadcast(a9[0]); s90 = TLanes.MultiplyAdd(x, b0, s90); s91 = TLanes.MultiplyAdd(x, b1, s91); }
            if (TRows.Count > 10) { x = TLanes.Broadcast(a9[aRow]); sA0 = TLanes.MultiplyAdd(x, b0, sA0); sA1 = TLanes.MultiplyAdd(x, b1, sA1); }
            if (TRows.Count > 11) { x = TLanes.Broadcast(a9[aRow2]); sB0 = TLanes.MultiplyAdd(x, b0, sB0); sB1 = TLanes.MultiplyAdd(x, b1, sB1); }
            a += aStep;
            if (TRows.Count > 3) a3 += aStep;
            if (TRows.Count > 6) a6 += aStep;
            if (TRows.Count > 9) a9 += aStep;
        }

        if (bias != null)
        {
            b0 = TLanes.Load(bias);
            b1 = TLanes.Load(bias + n);
            s00 = TLanes.Add(s00, b0); s01 = TLanes.Add(s01, b1);
            if (TRows.Count > 1) { s10 = TLanes.Add(s10, b0); s11 = TLanes.Add(s11, b1); }
            if (TRows.Count > 2) { s20 = TLanes.Add(s20, b0); s21 = TLanes.Add(s21, b1); }
            if (TRows.Count > 3) { s30 = TLanes.Add(s30, b0); s31 = TLanes.Add(s31, b1); }
            if (TRows.Count > 4) { s40 = TLanes.Add(s40, b0); s41 = TLanes.Add(s41, b1); }
            if (TRows.Count > 5) { s50 = TLanes.Add(s50, b0); s51 = TLanes.Add(s51, b1); }
            if (TRows.Count > 6) { s60 = TLanes.Add(s60, b0); s61 = TLanes.Add(s61, b1); }
            if (TRows.Count > 7) { s70 = TLanes.Add(s70, b0); s71 = TLanes.Add(s71, b1); }
            if (TRows.Count > 8) { s80 = TLanes.Add(s80, b0); s81 = TLanes.Add(s81, b1); }
            if (TRows.Count > 9) { s90 = TLanes.Add(s90, b0); s91 = TLanes.Add(s91, b1); }
            if (TRows.Count > 10) { sA0 = TLanes.Add(sA0, b0); sA1 = TLanes.Add(sA1, b1); }
            if (TRows.Count > 11) { sB0 = TLanes.Add(sB0, b0); sB1 = TLanes.Add(sB1, b1); }
        }
        TLanes.Store(c, s00); TLanes.Store(c + n, s01);
        if (TRows.Count > 1) { p = c + 1 * cRow; TLanes.Store(p, s10); TLanes.Store(p + n, s11); }
        if (TRows.Count > 2) { p = c + 2 * cRow; TLanes.Store(p, s20); TLanes.Store(p + n, s21); }
        if (TRows.Count > 3) { p = c + 3 * cRow; TLanes.Store(p, s30); TLanes.Store(p + n, s31); }
        if (TRows.Count > 4) { p = c + 4 * cRow; TLanes.Store(p, s40); TLanes.Store(p + n, s41); }
        if (TRows.Count > 5) { p = c + 5 * cRow; TLanes.Store(p, s50); TLanes.Store(p + n, s51); }
        if (TRows.Count > 6) { p = c + 6 * cRow; TLanes.Store(p, s60); TLanes.Store(p + n, s61); }
        if (TRows.Count > 7) { p = c + 7 * cRow; TLanes.Store(p, s70); TLanes.Store(p + n, s71); }
        if (TRows.Count > 8) { p = c + 8 * cRow; TLanes.Store(p, s80); TLanes.Store(p + n, s81); }
        if (TRows.Count > 9) { p = c + 9 * cRow; TLanes.Store(p, s90); TLanes.Store(p + n, s91); }
        if (TRows.Count > 10) { p = c + 10 * cRow; TLanes.Store(p, sA0); TLanes.Store(p + n, sA1); }
        if (TRows.Count > 11) { p = c + 11 * cRow; TLanes.Store(p, sB0); TLanes.Store(p + n, sB1); }
    }

    private readonly struct Rows1 : IRows { public static int Count => 1; }
    private readonly struct Rows2 : IRows { public static int Count => 2; }
    private readonly struct Rows3 : IRows { public static int Count => 3; }
    private readonly struct Rows4 : IRows { public static int Count => 4; }
    private readonly struct Rows5 : IRows { public static int Count => 5; }
    private readonly struct Rows6 : IRows { public static int Count => 6; }
    private readonly struct Rows7 : IRows { public static int Count => 7; }
    private readonly struct Rows8 : IRows { public static int Count => 8; }
    private readonly struct Rows9 : IRows { public static int Count => 9; }
    private readonly struct Rows10 : IRows { public static int Count => 10; }
    private readonly struct Rows11 : IRows { public static int Count => 11; }
    private readonly struct Rows12 : IRows { public static int Count => 12; }
}
