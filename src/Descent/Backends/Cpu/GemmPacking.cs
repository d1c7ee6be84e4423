using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Descent.Backends.Cpu;

/// <summary>
/// Copies a block of a matrix into the order in which the kernel reads it: panels of a few lanes (rows of A, columns of
/// B), and in a panel all lanes of step 0, then all lanes of step 1, and so on. A transposed operand only changes which
/// of the two strides is 1, so it costs no copy of its own.
/// </summary>
internal static unsafe class GemmPacking
{
    [ThreadStatic]
    private static byte[]? store;

    /// <summary>A buffer of this thread that lives until the thread ends or asks for more; aligned to a cache line.</summary>
    public static byte* Buffer(nuint bytes)
    {
        const int Line = 64;
        var array = store;
        if (array is null || (nuint)array.Length < bytes + Line)
            store = array = GC.AllocateUninitializedArray<byte>((int)checked(bytes + Line), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref array[0]);
        return (byte*)((address + (Line - 1)) & ~(nuint)(Line - 1));
    }

    /// <summary>
    /// Packs one panel: <paramref name="destination"/>[p * width + l] becomes
    /// <paramref name="source"/>[l * laneStride + p * stepStride] for l below <paramref name="lanes"/>, and 0 from there to
    /// <paramref name="width"/>. One of the strides is 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<T>(T* destination, int width, T* source, nint laneStride, nint stepStride, int lanes, int depth)
        where T : unmanaged
    {
        if (lanes < width)
            new Span<T>(destination, width * depth).Clear();
        if (laneStride == 1)
            CopySteps(destination, width, source, stepStride, lanes, depth);
        else
            TransposeLanes(destination, width, source, laneStride, stepStride, lanes, depth);
    }

    // The lanes of a step lie side by side: copy them, four cache lines' worth at most.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopySteps<T>(T* destination, int width, T* source, nint stepStride, int lanes, int depth)
        where T : unmanaged
    {
        for (var p = 0; p < depth; p++)
        {
            var l = 0;
            for (; l <= lanes - Vector256<T>.Count; l += Vector256<T>.Count)
                Vector256.Load(source + l).Store(destination + l);
            for (; l <= lanes - Vector128<T>.Count; l += Vector128<T>.Count)
                Vector128.Load(source + l).Store(destination + l);
            for (; l < lanes; l++)
                destination[l] = source[l];
            source += stepStride;
            destination += width;
        }
    }

    // The steps of a lane lie side by side: transpose in registers, 128 bits of each lane at a time. Groups of lanes may
    // overlap, so that 11 lanes are 8 and, from the seventh on, 4.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeLanes<T>(T* destination, nint width, T* source, nint laneStride, nint stepStride, int lanes, int depth)
        where T : unmanaged
    {
        var whole = depth / Vector128<T>.Count * Vector128<T>.Count;
        var l = 0;
        if (typeof(T) == typeof(float) && Transposition16.IsSupported && stepStride == 1)
        {
            var blocks = depth / 16 * 16;
            for (; lanes - l >= 16; l += 16)
            {
                var to = (float*)destination + l;
                var from = (float*)source + l * laneStride;
                SixteenLanes(to, width, from, laneStride, blocks);
                for (var half = 0; half < 16; half += 8)
                    EightLanes(to + half + blocks * width, width, from + half * laneStride + blocks, laneStride, whole - blocks);
            }
        }

        while (stepStride == 1 && lanes >= Vector128<T>.Count && l < lanes)
        {
            var wide = Vector256.IsHardwareAccelerated && lanes - l >= Vector256<T>.Count;
            var group = wide ? Vector256<T>.Count : Vector128<T>.Count;
            l = Math.Min(l, lanes - group);
            var to = destination + l;
            var from = source + l * laneStride;
            if (typeof(T) == typeof(float))
            {
                if (wide)
                    EightLanes((float*)to, width, (float*)from, laneStride, whole);
                else
                    FourLanes((float*)to, width, (float*)from, laneStride, whole);
            }
            else if (wide)
            {
                FourLanes((double*)to, width, (double*)from, laneStride, whole);
            }
            else
            {
                TwoLanes((double*)to, width, (double*)from, laneStride, whole);
            }
            l += group;
        }

        // What is left: the last steps of all lanes, or all steps of a few lanes.
        for (var p = l < lanes ? 0 : whole; p < depth; p++)
        {
            for (var i = 0; i < lanes; i++)
                destination[p * width + i] = source[i * laneStride + p * stepStride];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixteenLanes(float* destination, nint width, float* source, nint laneStride, int depth)
    {
        for (var p = 0; p < depth; p += 16)
        {
            Transposition16.FourRows(source, laneStride, out var a0, out var a1, out var a2, out var a3);
            Transposition16.FourRows(source + 4 * laneStride, laneStride, out var b0, out var b1, out var b2, out var b3);
            Transposition16.FourRows(source + 8 * laneStride, laneStride, out var c0, out var c1, out var c2, out var c3);
            Transposition16.FourRows(source + 12 * laneStride, laneStride, out var d0, out var d1, out var d2, out var d3);
            Store(destination, width, a0, b0, c0, d0);
            Store(destination + width, width, a1, b1, c1, d1);
            Store(destination + 2 * width, width, a2, b2, c2, d2);
            Store(destination + 3 * width, width, a3, b3, c3, d3);
            source += 16;
            destination += 16 * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* destination, nint width, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Transposition16.FourColumns(a, b, c, d, out var column0, out var column4, out var column8, out var column12);
        column0.Store(destination);
        column4.Store(destination + 4 * width);
        column8.Store(destination + 8 * width);
        column12.Store(destination + 12 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightLanes(float* destination, nint width, float* source, nint laneStride, int depth)
    {
        var odd = Vector256.Create(0, -1, 0, -1, 0, -1, 0, -1).AsSingle();
        var upper = Vector256.Create(0, 0, -1, -1, 0, 0, -1, -1).AsSingle();
        var high = source + 4 * laneStride;
        for (var p = 0; p < depth; p += 4)
        {
            // Lanes 0..3 in the lower halves, 4..7 in the upper ones; then each half is a 4 x 4 transposition:
            // exchange odd elements with even ones of the next lane, then pairs with the lane after that.
            var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(high));
            var r1 = Vector256.Create(Vector128.Load(source + laneStride), Vector128.Load(high + laneStride));
            var r2 = Vector256.Create(Vector128.Load(source + 2 * laneStride), Vector128.Load(high + 2 * laneStride));
            var r3 = Vector256.Create(Vector128.Load(source + 3 * laneStride), Vector128.Load(high + 3 * laneStride));
            var t0 = Vector256.ConditionalSelect(odd, Vector256.Shuffle(r1, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)), r0);
            var t1 = Vector256.ConditionalSelect(odd, r1, Vector256.Shuffle(r0, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)));
            var t2 = Vector256.ConditionalSelect(odd, Vector256.Shuffle(r3, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)), r2);
            var t3 = Vector256.ConditionalSelect(odd, r3, Vector256.Shuffle(r2, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)));
            Vector256.ConditionalSelect(upper, Vector256.Shuffle(t2, Vector256.Create(0, 1, 0, 1, 4, 5, 4, 5)), t0).Store(destination);
            Vector256.ConditionalSelect(upper, Vector256.Shuffle(t3, Vector256.Create(0, 1, 0, 1, 4, 5, 4, 5)), t1).Store(destination + width);
            Vector256.ConditionalSelect(upper, t2, Vector256.Shuffle(t0, Vector256.Create(2, 3, 2, 3, 6, 7, 6, 7))).Store(destination + 2 * width);
            Vector256.ConditionalSelect(upper, t3, Vector256.Shuffle(t1, Vector256.Create(2, 3, 2, 3, 6, 7, 6, 7))).Store(destination + 3 * width);
            source += 4;
            high += 4;
            destination += 4 * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourLanes(float* destination, nint width, float* source, nint laneStride, int depth)
    {
        var odd = Vector128.Create(0, -1, 0, -1).AsSingle();
        var upper = Vector128.Create(0, 0, -1, -1).AsSingle();
        for (var p = 0; p < depth; p += 4)
        {
            var r0 = Vector128.Load(source);
            var r1 = Vector128.Load(source + laneStride);
            var r2 = Vector128.Load(source + 2 * laneStride);
            var r3 = Vector128.Load(source + 3 * laneStride);
            var t0 = Vector128.ConditionalSelect(odd, Vector128.Shuffle(r1, Vector128.Create(0, 0, 2, 2)), r0);
            var t1 = Vector128.ConditionalSelect(odd, r1, Vector128.Shuffle(r0, Vector128.Create(1, 1, 3, 3)));
            var t2 = Vector128.ConditionalSelect(odd, Vector128.Shuffle(r3, Vector128.Create(0, 0, 2, 2)), r2);
            var t3 = Vector128.ConditionalSelect(odd, r3, Vector128.Shuffle(r2, Vector128.Create(1, 1, 3, 3)));
            Vector128.ConditionalSelect(upper, Vector128.Shuffle(t2, Vector128.Create(0, 1, 0, 1)), t0).Store(destination);
            Vector128.ConditionalSelect(upper, Vector128.Shuffle(t3, Vector128.Create(0, 1, 0, 1)), t1).Store(destination + width);
            Vector128.ConditionalSelect(upper, t2, Vector128.Shuffle(t0, Vector128.Create(2, 3, 2, 3))).Store(destination + 2 * width);
            Vector128.ConditionalSelect(upper, t3, Vector128.Shuffle(t1, Vector128.Create(2, 3, 2, 3))).Store(destination + 3 * width);
            source += 4;
            destination += 4 * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourLanes(double* destination, nint width, double* source, nint laneStride, int depth)
    {
        var odd = Vector256.Create(0L, -1, 0, -1).AsDouble();
        var high = source + 2 * laneStride;
        for (var p = 0; p < depth; p += 2)
        {
            var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(high));
            var r1 = Vector256.Create(Vector128.Load(source + laneStride), Vector128.Load(high + laneStride));
            Vector256.ConditionalSelect(odd, Vector256.Shuffle(r1, Vector256.Create(0L, 0, 2, 2)), r0).Store(destination);
            Vector256.ConditionalSelect(odd, r1, Vector256.Shuffle(r0, Vector256.Create(1L, 1, 3, 3))).Store(destination + width);
            source += 2;
            high += 2;
            destination += 2 * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoLanes(double* destination, nint width, double* source, nint laneStride, int depth)
    {
        var odd = Vector128.Create(0L, -1).AsDouble();
        for (var p = 0; p < depth; p += 2)
        {
            var r0 = Vector128.Load(source);
            var r1 = Vector128.Load(source + laneStride);
            Vector128.ConditionalSelect(odd, Vector128.Shuffle(r1, Vector128.Create(0L, 0)), r0).Store(destination);
            Vector128.ConditionalSelect(odd, r1, Vector128.Shuffle(r0, Vector128.Create(1L, 1))).Store(destination + width);
            source += 2;
            destination += 2 * width;
        }
    }
}
