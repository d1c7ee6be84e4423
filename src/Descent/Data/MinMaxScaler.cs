namespace Descent;

/// <summary>
/// Shifts and scales each feature so that the training set spans a given range:
/// <c>low + (x - min) / (max - min) * (high - low)</c>. A feature that never varies becomes <c>low</c>.
/// </summary>
/// <remarks>New rows may lie outside the range: nothing is clamped.</remarks>
public sealed class MinMaxScaler
{
    private double[]? minimum;
    private double[]? range;

    /// <summary>A scaler to a range.</summary>
    /// <param name="low">What the smallest value of a feature becomes.</param>
    /// <param name="high">What the largest becomes.</param>
    /// <exception cref="ArgumentException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public MinMaxScaler(double low = 0, double high = 1)
    {
        if (!(low < high) || !double.IsFinite(high - low))
            throw new ArgumentException($"MinMaxScaler: the range {low}..{high} is empty or not finite.", nameof(high));
        (Low, High) = (low, high);
    }

    /// <summary>What the smallest value of a feature becomes.</summary>
    public double Low { get; }

    /// <summary>What the largest value of a feature becomes.</summary>
    public double High { get; }

    /// <summary>The smallest value of each feature.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> Minimum => minimum ?? throw Columns.NotFitted(nameof(MinMaxScaler));

    /// <summary>Largest minus smallest value of each feature; 1 for one that never varies.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> Range => range ?? throw Columns.NotFitted(nameof(MinMaxScaler));

    /// <summary>Learns the range of each feature.</summary>
    /// <param name="inputs">The training inputs, <c>(n, features)</c>.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A wrong shape, NaN or infinity.</exception>
    public MinMaxScaler Fit(Tensor inputs)
    {
        var values = Columns.Values(nameof(MinMaxScaler), inputs, out var features);
        var smallest = values[..features];
        var largest = values[..features];
        for (var i = 0; i < values.Length; i++)
        {
            smallest[i % features] = Math.Min(smallest[i % features], values[i]);
            largest[i % features] = Math.Max(largest[i % features], values[i]);
        }

        minimum = smallest;
        range = [.. largest.Zip(smallest, (high, low) => high > low ? high - low : 1)];
        return this;
    }

    /// <summary>Learns from the inputs of a training set.</summary>
    /// <param name="data">The training set.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A wrong shape, NaN or infinity.</exception>
    public MinMaxScaler Fit(DataSet data)
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
        var (low, width) = (Columns.Row(nameof(MinMaxScaler), minimum, inputs), Columns.Row(nameof(MinMaxScaler), range, inputs));
        return (inputs - low) / width * (High - Low) + Low;
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

    /// <summary>Undoes <see cref="Transform(Tensor)"/>; of a feature that never varied, its one value.</summary>
    /// <param name="scaled">Shape <c>(n, features)</c>.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor InverseTransform(Tensor scaled)
    {
        var (low, width) = (Columns.Row(nameof(MinMaxScaler), minimum, scaled), Columns.Row(nameof(MinMaxScaler), range, scaled));
        return (scaled - Low) / (High - Low) * width + low;
    }
}
