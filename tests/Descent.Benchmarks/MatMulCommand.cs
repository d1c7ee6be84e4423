using System.Numerics;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks;

/// <summary>Prints GFLOP/s of the matrix product for square sizes, each instruction set forced.</summary>
internal static class MatMulCommand
{
    public static int Run(Options options)
    {
        var quick = options.Quick;
        int[] sizes = quick ? [128, 256, 512] : [128, 256, 512, 1024, 2048];
        Console.WriteLine("C = A B, one thread, GFLOP/s (2 n^3 / median time)");
        Console.WriteLine($"{"",-20}{string.Concat(sizes.Select(n => $"{"n = " + n,10}"))}");
        foreach (var set in Supported)
        {
            Print<float>(set, sizes, quick);
            Print<double>(set, sizes, quick);
        }
        return 0;
    }

    /// <summary>The instruction sets that this machine runs in hardware.</summary>
    public static IEnumerable<InstructionSet> Supported =>
        Enum.GetValues<InstructionSet>().Where(set => set != InstructionSet.Scalar && set <= Gemm.Best);

    private static void Print<T>(InstructionSet set, int[] sizes, bool quick)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Console.Write($"{set + " " + typeof(T).Name,-20}");
        foreach (var n in sizes)
        {
            var (a, b, c) = (Fill<T>(n * n, 1), Fill<T>(n * n, 2), new T[n * n]);
            var microseconds = Timing.Median(() => Gemm.Multiply<T>(set, false, false, n, n, n, a, b, c, 1), quick);
            Console.Write($"{2e-3 * n * n * n / microseconds,10:F1}");
        }
        Console.WriteLine();
    }

    public static T[] Fill<T>(int length, int seed)
        where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];
    }
}
