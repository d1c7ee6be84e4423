namespace Descent;

/// <summary>Random orders that are the same on every machine for the same seed.</summary>
internal static class Permutation
{
    /// <summary>
    /// A random order of <c>0..count - 1</c> by Fisher and Yates: from the last place down to the second, each place i
    /// swaps with place <c>rng.Next(i + 1)</c>. (<see cref="Random.Shuffle{T}(T[])"/> promises no order.)
    /// </summary>
    public static int[] Of(int count, Random rng)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = rng.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    public static int[] Of(int count, int? seed) => Of(count, Generator(seed));

    public static Rng Generator(int? seed) => seed is { } given ? new Rng(given) : Rng.Default;
}
