using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>What the threads of a group find together. All of them must call; their number is a power of two.</summary>
internal static class Groups<T>
    where T : unmanaged, INumber<T>
{
    private const int MostThreads = 256;

    /// <summary>The sum of what each thread has, for all of them.</summary>
    public static T Sum(T value)
    {
        var shared = SharedMemory.Allocate<T>(MostThreads);
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (Group.IdxX < half)
                shared[Group.IdxX] += shared[Group.IdxX + half];
            Group.Barrier();
        }

        var total = shared[0];
        Group.Barrier();
        return total;
    }

    /// <summary>The largest of what each thread has, for all of them; NaN where there is one.</summary>
    public static T Max(T value)
    {
        var shared = SharedMemory.Allocate<T>(MostThreads);
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (Group.IdxX < half)
            {
                var (mine, other) = (shared[Group.IdxX], shared[Group.IdxX + half]);
                shared[Group.IdxX] = T.IsNaN(mine) || mine > other ? mine : other;
            }

            Group.Barrier();
        }

        var largest = shared[0];
        Group.Barrier();
        return largest;
    }
}
