using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Descent.Backends.Cpu;

namespace Descent.Benchmarks;

/// <summary>
/// Prints GFLOP/s of the matrix product for square sizes, each instruction set forced, and their share of what the core could do at
/// most: fused multiply-adds on registers and nothing else, measured right before.
/// </summary>
internal static class MatMulCommand
{
    public static int Run(Options options)
    {
        var quick = options.Quick;
        int[] sizes = quick ? [128, 256, 512] : [128, 256, 512, 1024, 2048];
        Console.WriteLine("C = A B, one thread, GFLOP/s (2 n^3 / median time), and their share of the core's peak");
        Console.WriteLine($"{"",-20}{"peak",10}{string.Concat(sizes.Select(n => $"{"n = " + n,14}"))}");
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
        var peak = 0.0;
        var line = "";
        foreach (var n in sizes)
        {
            var (a, b, c) = (Numbers.Fill<T>(n * n, 1), Numbers.Fill<T>(n * n, 2), new T[n * n]);
            peak = Math.Max(peak, Peak<T>(set, quick));
            var speed = 2e-3 * n * n * n / Timing.Median(() => Gemm.Multiply<T>(set, false, false, n, n, n, a, b, c, 1), quick);
            line += string.Create(CultureInfo.InvariantCulture, $"{speed,8:F1} {speed / peak,5:P0}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set + " " + typeof(T).Name,-20}{peak,10:F1}{line}"));
    }

    /// <summary>GFLOP/s of multiply-adds on registers.</summary>
    private static double Peak<T>(InstructionSet set, bool quick)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Rounds = 20_000;
        var (work, lanes) = set switch
        {
            InstructionSet.Vector512 => ((Action)(() => MultiplyAdds<Lanes512<T>, Vector512<T>, T>(Rounds)), Vector512<T>.Count),
            InstructionSet.Vector256 => (() => MultiplyAdds<Lanes256<T>, Vector256<T>, T>(Rounds), Vector256<T>.Count),
            _ => (() => MultiplyAdds<Lanes128<T>, Vector128<T>, T>(Rounds), Vector128<T>.Count),
        };
        return 2e-3 * lanes * Chains * Rounds / Timing.Median(work, quick);
    }

    private const int Chains = 12;

    /// <summary>Chains of sums that do not wait for each other: more than two adders of latency 4 can have under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector MultiplyAdds<TLanes, TVector, T>(int rounds)
        where TLanes : struct, ILanes<TVector, T>
        where TVector : struct
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y) = (TLanes.Broadcast(T.One), TLanes.Broadcast(T.Zero));
        TVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var round = 0; round < rounds; round++)
        {
            (a, b, c, d) = (TLanes.MultiplyAdd(x, y, a), TLanes.MultiplyAdd(x, y, b), TLanes.MultiplyAdd(x, y, c), TLanes.MultiplyAdd(x, y, d));
            (e, f, g, h) = (TLanes.MultiplyAdd(x, y, e), TLanes.MultiplyAdd(x, y, f), TLanes.MultiplyAdd(x, y, g), TLanes.MultiplyAdd(x, y, h));
            (i, j, k, l) = (TLanes.MultiplyAdd(x, y, i), TLanes.MultiplyAdd(x, y, j), TLanes.MultiplyAdd(x, y, k), TLanes.MultiplyAdd(x, y, l));
        }

        a = TLanes.Add(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), TLanes.Add(TLanes.Add(e, f), TLanes.Add(g, h)));
        return TLanes.Add(a, TLanes.Add(TLanes.Add(i, j), TLanes.Add(k, l)));
    }
}
