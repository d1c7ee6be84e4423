namespace Descent;

/// <summary>
/// A test function on the unit cube <c>[0, 1]^d</c> to approximate from samples: one of Genz's six families, with
/// parameters <c>c</c> (how hard it is) and <c>w</c> (where its features lie).
/// </summary>
/// <remarks>
/// Genz (1987), "A package for testing multiple integration subroutines"; formulas, normalisation and the table of
/// <c>b</c> as in the lecture's exercise, after Barthelmann, Novak and Ritter (2000).
/// </remarks>
public sealed class Genz
{
    private readonly double[] c;
    private readonly double[] w;

    private Genz(GenzKind kind, IReadOnlyList<double> c, IReadOnlyList<double> w)
    {
        ArgumentNullException.ThrowIfNull(c);
        ArgumentNullException.ThrowIfNull(w);
        if (c.Count == 0 || c.Count != w.Count)
            throw new ArgumentException($"Genz.{kind}: {c.Count} numbers c and {w.Count} numbers w; expected the same number, at least 1.", nameof(w));
        Kind = kind;
        this.c = [.. c];
        this.w = [.. w];
    }

    /// <summary>Which of the six.</summary>
    public GenzKind Kind { get; }

    /// <summary>The family's name as in the lecture, such as <c>product peak</c>.</summary>
    public string Name => NameOf(Kind);

    /// <summary>How strongly the function varies along each axis.</summary>
    public IReadOnlyList<double> C => c;

    /// <summary>Where its peak, kink or jump lies along each axis.</summary>
    public IReadOnlyList<double> W => w;

    /// <summary>The number of variables, d.</summary>
    public int Dimension => c.Length;

    /// <summary>f1(x) = cos(2 pi w_1 + sum c_i x_i).</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many.</param>
    /// <returns>The function.</returns>
    public static Genz Oscillatory(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.Oscillatory, c, w);

    /// <summary>f2(x) = prod 1 / (c_i^-2 + (x_i - w_i)^2).</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many.</param>
    /// <returns>The function.</returns>
    public static Genz ProductPeak(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.ProductPeak, c, w);

    /// <summary>f3(x) = (1 + sum c_i x_i)^-(d + 1).</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many; not used by this family.</param>
    /// <returns>The function.</returns>
    public static Genz CornerPeak(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.CornerPeak, c, w);

    /// <summary>f4(x) = exp(-sum c_i^2 (x_i - w_i)^2).</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many.</param>
    /// <returns>The function.</returns>
    public static Genz Gaussian(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.Gaussian, c, w);

    /// <summary>f5(x) = exp(-sum c_i |x_i - w_i|).</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many.</param>
    /// <returns>The function.</returns>
    public static Genz Continuous(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.Continuous, c, w);

    /// <summary>f6(x) = 0 where x_1 &gt; w_1 or x_2 &gt; w_2, else exp(sum c_i x_i). In one dimension only x_1 counts.</summary>
    /// <param name="c">One number a variable.</param>
    /// <param name="w">As many.</param>
    /// <returns>The function.</returns>
    public static Genz Discontinuous(IReadOnlyList<double> c, IReadOnlyList<double> w) => new(GenzKind.Discontinuous, c, w);

    /// <summary>
    /// A random member of a family, normalised as in the lecture: c and w uniform in 0..1, then scaled so that the
    /// c_i sum to <see cref="SumOfC"/> and the w_i to 1.
    /// </summary>
    /// <param name="kind">The family.</param>
    /// <param name="dimension">The number of variables, from 1.</param>
    /// <param name="rng">Draws first all of c, then all of w; <see cref="Rng.Default"/> when omitted.</param>
    /// <returns>The function.</returns>
    public static Genz Draw(GenzKind kind, int dimension, Rng? rng = null)
    {
        var sum = SumOfC(kind, dimension);
        rng ??= Rng.Default;
        var c = Normalised(sum);
        return new(kind, c, Normalised(1));

        double[] Normalised(double total)
        {
            var values = new double[dimension];
            for (var i = 0; i < dimension; i++)
                values[i] = 1 - rng.NextDouble(); // in (0, 1]: a c of 0 would divide by zero in f2
            var scale = total / values.Sum();
            return Array.ConvertAll(values, value => value * scale);
        }
    }

    /// <summary>The lecture's b_j, to which the c_i are scaled: 1.5, d, 1.85, 7.03, 20.4, 4.3.</summary>
    /// <param name="kind">The family, j.</param>
    /// <param name="dimension">The number of variables, d.</param>
    /// <returns>The sum.</returns>
    public static double SumOfC(GenzKind kind, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return kind switch
        {
            GenzKind.Oscillatory => 1.5,
            GenzKind.ProductPeak => dimension,
            GenzKind.CornerPeak => 1.85,
            GenzKind.Gaussian => 7.03,
            GenzKind.Continuous => 20.4,
            GenzKind.Discontinuous => 4.3,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Genz: expected one of the six families."),
        };
    }

    /// <summary>The value at a point.</summary>
    /// <param name="point">d coordinates.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="ArgumentException">Another number of coordinates.</exception>
    public double Evaluate(ReadOnlySpan<double> point)
    {
        if (point.Length != Dimension)
            throw new ArgumentException($"Genz.{Kind}: a point with {point.Length} coordinates; the function has {Dimension} variables.", nameof(point));
        switch (Kind)
        {
            case GenzKind.Oscillatory:
                return Math.Cos(2 * Math.PI * w[0] + Dot(point));
            case GenzKind.ProductPeak:
                var product = 1.0;
                for (var i = 0; i < c.Length; i++)
                    product /= 1 / (c[i] * c[i]) + (point[i] - w[i]) * (point[i] - w[i]);
                return product;
            case GenzKind.CornerPeak:
                return Math.Pow(1 + Dot(point), -(Dimension + 1));
            case GenzKind.Gaussian:
                var squares = 0.0;
                for (var i = 0; i < c.Length; i++)
                    squares += c[i] * c[i] * (point[i] - w[i]) * (point[i] - w[i]);
                return Math.Exp(-squares);
            case GenzKind.Continuous:
                var distances = 0.0;
                for (var i = 0; i < c.Length; i++)
                    distances += c[i] * Math.Abs(point[i] - w[i]);
                return Math.Exp(-distances);
            default:
                return point[0] > w[0] || (Dimension > 1 && point[1] > w[1]) ? 0 : Math.Exp(Dot(point));
        }
    }

    /// <summary>The values at several points.</summary>
    /// <param name="points">Shape <c>(n, d)</c>.</param>
    /// <returns>Shape <c>(n)</c>, of the points' type; computed in double precision.</returns>
    /// <exception cref="ArgumentException">A wrong shape.</exception>
    public Tensor Evaluate(Tensor points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Rank != 2 || points.Shape[1] != Dimension)
            throw new ArgumentException($"Genz.{Kind}: points {points.Shape}; expected (n, {Dimension}).", nameof(points));
        var coordinates = points.ToArray<double>();
        var values = new double[points.Shape[0]];
        for (var i = 0; i < values.Length; i++)
            values[i] = Evaluate(coordinates.AsSpan(i * Dimension, Dimension));
        return Tensor.From(values).To(points.DType);
    }

    /// <summary>Random points of the unit cube with their values: data to learn from, or to test on.</summary>
    /// <param name="count">The number of points, from 1.</param>
    /// <param name="rng">Draws point by point; <see cref="Rng.Default"/> when omitted.</param>
    /// <param name="dtype">The type of the tensors.</param>
    /// <returns>Inputs <c>(count, d)</c>, uniform in 0..1; targets <c>(count, 1)</c>.</returns>
    public DataSet Sample(int count, Rng? rng = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        rng ??= Rng.Default;
        var coordinates = new double[count * Dimension];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = rng.NextDouble();
        // Rounded first: the values belong to the points as they are stored, also at a jump.
        var points = Tensor.From(coordinates, count, Dimension).To(dtype);
        return new DataSet(points, Evaluate(points).Reshape(count, 1), [.. Enumerable.Range(1, Dimension).Select(i => $"x{i}")], name: $"Genz {Name}");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Genz f{(int)Kind}, {Name}, d = {Dimension}, c = ({string.Join(", ", c.Select(x => x.ToString("G4")))}), w = ({string.Join(", ", w.Select(x => x.ToString("G4")))})";

    private static string NameOf(GenzKind kind) => kind switch
    {
        GenzKind.ProductPeak => "product peak",
        GenzKind.CornerPeak => "corner peak",
        GenzKind.Gaussian => "Gaussian",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private double Dot(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var i = 0; i < c.Length; i++)
            sum += c[i] * point[i];
        return sum;
    }
}
