namespace Descent;

/// <summary>Small made-up data sets that the lectures draw and compute by hand.</summary>
public static class Toy
{
    /// <summary>A and B.</summary>
    /// <returns>See <see cref="TruthTable"/>.</returns>
    public static DataSet And() => TruthTable((a, b) => a && b, "AND");

    /// <summary>A or B.</summary>
    /// <returns>See <see cref="TruthTable"/>.</returns>
    public static DataSet Or() => TruthTable((a, b) => a || b, "OR");

    /// <summary>Either A or B: what no single threshold unit can tell.</summary>
    /// <returns>See <see cref="TruthTable"/>.</returns>
    public static DataSet Xor() => TruthTable((a, b) => a != b, "XOR");

    /// <summary>A function of two truth values as a data set.</summary>
    /// <param name="function">The function.</param>
    /// <param name="name">What to call it.</param>
    /// <returns>
    /// Inputs <c>(4, 2)</c>: (0, 0), (0, 1), (1, 0), (1, 1); targets <c>(4, 1)</c>: 0 for false, 1 for true.
    /// </returns>
    public static DataSet TruthTable(Func<bool, bool, bool> function, string name)
    {
        ArgumentNullException.ThrowIfNull(function);
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        var targets = new float[4];
        for (var row = 0; row < 4; row++)
            targets[row] = function(row >= 2, row % 2 == 1) ? 1 : 0;
        return new DataSet(Tensor.From(inputs, 4, 2), Tensor.From(targets, 4, 1), ["A", "B"], ["false", "true"], name);
    }

    /// <summary>Points about a line, for regression.</summary>
    /// <param name="count">The number of points.</param>
    /// <param name="slope">The line's slope.</param>
    /// <param name="intercept">The line's value at 0.</param>
    /// <param name="noise">The standard deviation of the points about the line.</param>
    /// <param name="seed">The same seed gives the same points; null draws from <see cref="Rng.Default"/>.</param>
    /// <returns>Inputs <c>(count, 1)</c>, uniform in -1..1; targets <c>(count, 1)</c>.</returns>
    public static DataSet Line(int count = 100, double slope = 2, double intercept = 1, double noise = 0.3, long? seed = null)
    {
        var rng = Start(count, noise, seed);
        var inputs = new double[count];
        var targets = new double[count];
        for (var i = 0; i < count; i++)
        {
            inputs[i] = 2 * rng.NextDouble() - 1;
            targets[i] = intercept + slope * inputs[i] + rng.NextNormal(0, noise);
        }

        return new DataSet(Floats(inputs, count, 1), Floats(targets, count, 1), ["x"], name: "Line");
    }

    /// <summary>Clouds of points, one a class, about centres evenly spaced on a circle.</summary>
    /// <param name="count">The number of points; they take the classes in turn.</param>
    /// <param name="classes">The number of clouds.</param>
    /// <param name="radius">The circle's radius.</param>
    /// <param name="spread">The standard deviation of a cloud along each axis.</param>
    /// <param name="seed">The same seed gives the same points; null draws from <see cref="Rng.Default"/>.</param>
    /// <returns>Inputs <c>(count, 2)</c>; targets <c>(count)</c>.</returns>
    public static DataSet Blobs(int count = 100, int classes = 2, double radius = 2, double spread = 0.7, long? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var rng = Start(count, spread, seed);
        var inputs = new double[2 * count];
        var labels = new double[count];
        for (var i = 0; i < count; i++)
        {
            var angle = 2 * Math.PI * (i % classes) / classes;
            inputs[2 * i] = radius * Math.Cos(angle) + rng.NextNormal(0, spread);
            inputs[2 * i + 1] = radius * Math.Sin(angle) + rng.NextNormal(0, spread);
            labels[i] = i % classes;
        }

        return new DataSet(Floats(inputs, count, 2), Floats(labels, count), ["x1", "x2"], [.. Enumerable.Range(0, classes).Select(label => $"{label}")], "Blobs");
    }

    /// <summary>Two interleaving half circles, which no straight line separates.</summary>
    /// <param name="count">The number of points; they take the two classes in turn.</param>
    /// <param name="noise">The standard deviation of the points about their half circle.</param>
    /// <param name="seed">The same seed gives the same points; null draws from <see cref="Rng.Default"/>.</param>
    /// <returns>Inputs <c>(count, 2)</c>; targets <c>(count)</c>.</returns>
    public static DataSet Moons(int count = 200, double noise = 0.15, long? seed = null)
    {
        var rng = Start(count, noise, seed);
        var inputs = new double[2 * count];
        var labels = new double[count];
        for (var i = 0; i < count; i++)
        {
            var angle = Math.PI * rng.NextDouble();
            var upper = i % 2 == 0;
            inputs[2 * i] = (upper ? Math.Cos(angle) : 1 - Math.Cos(angle)) + rng.NextNormal(0, noise);
            inputs[2 * i + 1] = (upper ? Math.Sin(angle) : 0.5 - Math.Sin(angle)) + rng.NextNormal(0, noise);
            labels[i] = i % 2;
        }

        return new DataSet(Floats(inputs, count, 2), Floats(labels, count), ["x1", "x2"], ["upper", "lower"], "Moons");
    }

    private static Rng Start(int count, double noise, long? seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / 2);
        if (!(noise >= 0) || !double.IsFinite(noise))
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "Toy: a standard deviation is finite and not negative.");
        return DataSet.Generator(seed);
    }

    private static Tensor Floats(double[] values, params int[] shape) => Tensor.From(values, shape).To(DType.Float32);
}
