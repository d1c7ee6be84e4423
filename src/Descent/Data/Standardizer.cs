namespace Descent;

/// <summary>
/// Shifts and scales each feature to mean 0 and standard deviation 1, with the numbers of the training set:
/// <c>(x - mean) / standard deviation</c>.
/// </summary>
/// <remarks>
/// The lecture (after Marsland, "Machine Learning") says to divide by the variance; that would leave features of
/// different spread on different scales. It is the standard deviation, the variance's root; here of the population
/// (divided by n), as in scikit-learn. A feature that never varies is only shifted, to 0.
/// Fit it on the training part alone: a test set that helped to scale the data is no test.
/// </remarks>
public sealed class Standardizer
{
    private double[]? mean;
    private double[]? scale;

    /// <summary>The mean of each feature.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> Mean => mean ?? throw Columns.NotFitted(nameof(Standardizer));

    /// <summary>The standard deviation of each feature; 1 for one that never varies.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> StandardDeviation => scale ?? throw Columns.NotFitted(nameof(Standardizer));

    /// <summary>Learns mean and standard deviation of each feature.</summary>
    /// <param name="inputs">The training inputs, <c>(n, features)</c>.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A wrong shape, NaN or infinity.</exception>
    public Standardizer Fit(Tensor inputs)
    {
        var values = Columns.Values(nameof(Standardizer), inputs, out var features);
        var rows = values.Length / features;
        var sums = new double[features];
        for (var i = 0; i < values.Length; i++)
            sums[i % features] += values[i];
        var means = Array.ConvertAll(sums, sum => sum / rows);
        var squares = new double[features];
        for (var i = 0; i < values.Length; i++)
        {
            var distance = values[i] - means[i % features];
            squares[i % features] += distance * distance;
        }

        // Rounding can leave a constant column a spread of some 1e-16 of its size, which must not be blown up to 1.
        var deviations = new double[features];
        for (var j = 0; j < features; j++)
        {
            var deviation = Math.Sqrt(squares[j] / rows);
            deviations[j] = deviation > 1e-12 * Math.Abs(means[j]) ? deviation : 1;
        }

        (mean, scale) = (means, deviations);
        return this;
    }

    /// <summary>Learns from the inputs of a training set.</summary>
    /// <param name="data">The training set.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A wrong shape, NaN or infinity.</exception>
    public Standardizer Fit(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data.Inputs);
    }

    /// <summary>Shifts and scales.</summary>
    /// <param name="inputs">Shape <c>(n, features)</c>, features as in <see cref="Fit(Tensor)"/>.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor Transform(Tensor inputs)
    {
        var (shift, width) = (Columns.Row(nameof(Standardizer), mean, inputs), Columns.Row(nameof(Standardizer), scale, inputs));
        return (inputs - shift) / width;
    }

    /// <summary>Shifts and scales the inputs of a set.</summary>
    /// <param name="data">A set with as many features as in <see cref="Fit(Tensor)"/>.</param>
    /// <returns>A set with the same targets.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public DataSet Transform(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.WithInputs(Transform(data.Inputs));
    }

    /// <summary><see cref="Fit(Tensor)"/>, then <see cref="Transform(Tensor)"/> of the same inputs.</summary>
    /// <param name="inputs">The training inputs, <c>(n, features)</c>.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">A wrong shape, NaN or infinity.</exception>
    public Tensor FitTransform(Tensor inputs) => Fit(inputs).Transform(inputs);

    /// <summary>Undoes <see cref="Transform(Tensor)"/>.</summary>
    /// <param name="scaled">Shape <c>(n, features)</c>.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor InverseTransform(Tensor scaled)
    {
        var (shift, width) = (Columns.Row(nameof(Standardizer), mean, scaled), Columns.Row(nameof(Standardizer), scale, scaled));
        return scaled * width + shift;
    }
}
