using MathNet.Numerics.LinearAlgebra;

namespace Descent;

/// <summary>
/// Principal component analysis: the few directions along which the rows differ most, and the rows described by them alone.
/// No other linear code of that size gives the rows back with a smaller squared error.
/// </summary>
/// <remarks>
/// Pearson (1901), Hotelling (1933). The directions are eigenvectors of the covariance matrix, as in scikit-learn: features are centred but not
/// scaled (put a <see cref="Standardizer"/> before it where units differ), and variances are divided by n - 1. An eigenvector's sign is free;
/// here its largest entry is positive. Fit it on the training part alone.
/// </remarks>
public sealed class Pca
{
    /// <summary>Rows that are multiplied at once: of a large set no second copy is made.</summary>
    private const int BlockRows = 4096;

    private double[]? mean;
    private double[]? variances;
    private double totalVariance;
    private Tensor? components;

    /// <summary>An analysis that has seen no data yet.</summary>
    /// <param name="count">The number of directions to keep, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public Pca(int count)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "Pca: it takes at least 1 component.");
        Count = count;
    }

    /// <summary>The number of directions kept.</summary>
    public int Count { get; }

    /// <summary>The mean of each feature.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> Mean => mean ?? throw Columns.NotFitted(nameof(Pca));

    /// <summary>The directions, <c>(components, features)</c>, that of the largest variance first: orthogonal rows of length 1, in Float64.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor Components => components ?? throw Columns.NotFitted(nameof(Pca));

    /// <summary>The variance of the training rows along each direction, divided by n - 1.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> ExplainedVariance => variances ?? throw Columns.NotFitted(nameof(Pca));

    /// <summary>The share of each direction in the variance of all features; 0 where nothing varies.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public IReadOnlyList<double> ExplainedVarianceRatio =>
        [.. ExplainedVariance.Select(variance => totalVariance > 0 ? variance / totalVariance : 0)];

    /// <summary>Finds mean and directions.</summary>
    /// <param name="inputs">The training inputs, <c>(n, features)</c>, at least as many rows and features as components.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">A wrong shape, too few rows or features, NaN or infinity.</exception>
    public Pca Fit(Tensor inputs)
    {
        var values = Columns.Values(nameof(Pca), inputs, out var features);
        var rows = values.Length / features;
        if (rows < 2 || Count > Math.Min(rows, features))
            throw new ArgumentException($"Pca.Fit: inputs {inputs.Shape} for {Count} components; expected at least {Math.Max(2, Count)} rows and {Count} features.", nameof(inputs));

        using var recording = NoGrad.Begin();
        var sums = new double[features];
        for (var i = 0; i < values.Length; i++)
            sums[i % features] += values[i];
        var means = Array.ConvertAll(sums, sum => sum / rows);
        var centre = Tensor.From(means, 1, features);
        var covariance = Tensor.Zeros([features, features], DType.Float64);
        for (var start = 0; start < rows; start += BlockRows)
        {
            var count = Math.Min(BlockRows, rows - start);
            var block = Tensor.From<double>(values.AsSpan(start * features, count * features), [count, features]) - centre;
            covariance.AddInPlace(block.T.MatMul(block), 1.0 / (rows - 1));
        }

        // Ascending eigenvalues, eigenvectors in columns.
        var evd = Matrix<double>.Build.Dense(features, features, covariance.ToArray<double>()).Evd(Symmetricity.Symmetric);
        var directions = new double[Count, features];
        for (var k = 0; k < Count; k++)
        {
            var direction = evd.EigenVectors.Column(features - 1 - k);
            var sign = Math.Sign(direction[direction.AbsoluteMaximumIndex()]);
            for (var j = 0; j < features; j++)
                directions[k, j] = sign * direction[j];
        }

        mean = means;
        // Rounding leaves a direction without variance some -1e-17.
        variances = [.. Enumerable.Range(0, Count).Select(k => Math.Max(0, evd.EigenValues[features - 1 - k].Real))];
        totalVariance = Enumerable.Range(0, features).Sum(j => covariance.At(j, j));
        components = Tensor.From(directions);
        return this;
    }

    /// <summary>Finds mean and directions of the inputs of a training set.</summary>
    /// <param name="data">The training set.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">See <see cref="Fit(Tensor)"/>.</exception>
    public Pca Fit(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data.Inputs);
    }

    /// <summary>The code of each row: how far it lies from the mean along each direction, <c>(x - mean) · components</c>.</summary>
    /// <param name="inputs">Shape <c>(n, features)</c>, features as in <see cref="Fit(Tensor)"/>.</param>
    /// <returns>Shape <c>(n, components)</c>, the inputs' type.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor Transform(Tensor inputs)
    {
        var centre = Columns.Row(nameof(Pca), mean, inputs);
        return (inputs - centre).MatMul(Components.T.To(inputs.DType));
    }

    /// <summary>The inputs of a set as codes; their features are called PC1, PC2, ...</summary>
    /// <param name="data">A set with as many features as in <see cref="Fit(Tensor)"/>.</param>
    /// <returns>A set with the same targets.</returns>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public DataSet Transform(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.WithInputs(Transform(data.Inputs), [.. Enumerable.Range(1, Count).Select(k => $"PC{k}")]);
    }

    /// <summary>Rows from codes: the nearest that the directions allow to what was coded, <c>mean + code · components</c>.</summary>
    /// <param name="codes">Shape <c>(n, components)</c>.</param>
    /// <returns>Shape <c>(n, features)</c>, the codes' type.</returns>
    /// <exception cref="ArgumentException">Another number of components.</exception>
    /// <exception cref="InvalidOperationException">Before <see cref="Fit(Tensor)"/>.</exception>
    public Tensor InverseTransform(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (mean is null)
            throw Columns.NotFitted(nameof(Pca));
        if (codes.Rank != 2 || codes.Shape[1] != Count)
            throw new ArgumentException($"Pca: codes {codes.Shape}; it keeps {Count} components, expected (n, {Count}).", nameof(codes));
        return codes.MatMul(Components.To(codes.DType)) + Columns.Row(nameof(Pca), mean, Tensor.Zeros([1, mean.Length], codes.DType));
    }
}
