using System.Numerics;

namespace Descent.Benchmarks;

/// <summary>Numbers to compute with.</summary>
internal static class Numbers
{
    public static T[] Fill<T>(int length, int seed)
        where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];
    }
}
