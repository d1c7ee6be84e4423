using System.Diagnostics;

namespace Descent.Benchmarks;

internal static class Timing
{
    /// <summary>Median microseconds of one call, after a warm-up; each sample lasts at least a millisecond.</summary>
    public static double Median(Action action, bool quick)
    {
        var (warmUp, samples) = quick ? (50, 9) : (300, 25);
        var clock = Stopwatch.StartNew();
        var calls = 0;
        do
        {
            action();
            calls++;
        }
        while (clock.ElapsedMilliseconds < warmUp);

        var repeats = Math.Max(1, (int)(calls / clock.Elapsed.TotalMilliseconds));
        var times = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            clock.Restart();
            for (var r = 0; r < repeats; r++)
                action();
            times[i] = clock.Elapsed.TotalMicroseconds / repeats;
        }
        Array.Sort(times);
        return times[samples / 2];
    }
}
