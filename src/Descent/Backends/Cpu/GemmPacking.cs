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

    // The steps of a lane lie side by side: transpose blocks of 4 x 4 floats or 2 x 2 doubles in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeLanes<T>(T* destination, int width, T* source, nint laneStride, nint stepStride, int lanes, int depth)
        where T : unmanaged
    {
        var l = 0;
        if (stepStride == 1 && typeof(T) == typeof(float))
        {
            for (; l <= lanes - 4; l += 4)
                TransposeFour((float*)destination + l, width, (float*)source + l * laneStride, laneStride, depth);
        }
        else if (stepStride == 1 && typeof(T) == typeof(double))
        {
            for (; l <= lanes - 2; l += 2)
                TransposeTwo((double*)destination + l, width, (double*)source + l * laneStride, laneStride, depth);
        }
        for (; l < lanes; l++)
        {
            var from = source + l * laneStride;
            var to = destination + l;
            for (var p = 0; p < depth; p++)
            {
                *to = *from;
                from += stepStride;
                to += width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeFour(float* destination, nint width, float* source, nint laneStride, int depth)
    {
        var odd = Vector128.Create(0, -1, 0, -1).AsSingle();
        float* s0 = source, s1 = s0 + laneStride, s2 = s1 + laneStride, s3 = s2 + laneStride;
        var p = 0;
        for (; p <= depth - 4; p += 4)
        {
            var r0 = Vector128.Load(s0 + p);
            var r1 = Vector128.Load(s1 + p);
            var r2 = Vector128.Load(s2 + p);
            var r3 = Vector128.Load(s3 + p);
            // Exchange the odd elements of one row with the even ones of the next, then halves with the row after.
            var t0 = Vector128.ConditionalSelect(odd, Vector128.Shuffle(r1, Vector128.Create(0, 0, 2, 2)), r0);
            var t1 = Vector128.ConditionalSelect(odd, r1, Vector128.Shuffle(r0, Vector128.Create(1, 1, 3, 3)));
            var t2 = Vector128.ConditionalSelect(odd, Vector128.Shuffle(r3, Vector128.Create(0, 0, 2, 2)), r2);
            var t3 = Vector128.ConditionalSelect(odd, r3, Vector128.Shuffle(r2, Vector128.Create(1, 1, 3, 3)));
            Vector128.Create(t0.GetLower(), t2.GetLower()).Store(destination);
            Vector128.Create(t1.GetLower(), t3.GetLower()).Store(destination + width);
            Vector128.Create(t0.GetUpper(), t2.GetUpper()).Store(destination + 2 * width);
            Vector128.Create(t1.GetUpper(), t3.GetUpper()).Store(destination + 3 * width);
            destination += 4 * width;
        }
        for (; p < depth; p++)
        {
            destination[0] = s0[p];
            destination[1] = s1[p];
            destination[2] = s2[p];
            destination[3] = s3[p];
            destination += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeTwo(double* destination, nint width, double* source, nint laneStride, int depth)
    {
        double* s0 = source, s1 = s0 + laneStride;
        var p = 0;
        for (; p <= depth - 2; p += 2)
        {
            var r0 = Vector128.Load(s0 + p);
            var r1 = Vector128.Load(s1 + p);
            Vector128.Create(r0.GetLower(), r1.GetLower()).Store(destination);
            Vector128.Create(r0.GetUpper(), r1.GetUpper()).Store(destination + width);
            destination += 2 * width;
        }
        if (p < depth)
        {
            destination[0] = s0[p];
            destination[1] = s1[p];
        }
    }
}
