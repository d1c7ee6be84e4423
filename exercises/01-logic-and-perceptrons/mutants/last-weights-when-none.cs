// When nothing fits, the last weights that were tried are returned instead of null.
// cell: find
// fails: is there one for AND, XOR, both-or-neither, always?
// fails: found or not: all 16 functions in random order
double[] FindUnit(int[] t)
{
    foreach (var w0 in new[] { -1.5, -0.5, 0.5, 1.5 })
        foreach (var w1 in new[] { -1.0, 0, 1 })
            foreach (var w2 in new[] { -1.0, 0, 1 })
            {
                var sums = new[] { w0, w0 + w2, w0 + w1, w0 + w1 + w2 };
                if (sums.Select(h => h > 0 ? 1 : 0).SequenceEqual(t))
                    return new[] { w0, w1, w2 };
            }
    return new[] { 1.5, 1, 1 };
}
