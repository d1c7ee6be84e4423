namespace Descent;

/// <summary>
/// How a layer's weights start. Fan-in is the number of inputs of a unit, fan-out the number of outputs a unit feeds: for a weight
/// (out, in) they are in and out.
/// </summary>
public sealed class Initializer
{
    private readonly Func<int, int, Func<Rng, double>> distribution;

    private Initializer(string name, Func<int, int, Func<Rng, double>> distribution)
    {
        Name = name;
        this.distribution = distribution;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>All weights 0. Units that start equal stay equal: good for biases only.</summary>
    public static Initializer Zeros { get; } = new("zeros", (_, _) => _ => 0);

    /// <summary>Normally distributed around 0.</summary>
    /// <param name="deviation">Standard deviation σ, at least 0.</param>
    public static Initializer Normal(double deviation = 0.01) => NormalWith($"normal(σ = {deviation})", (_, _) => Check(deviation, nameof(deviation)));

    /// <summary>Uniform in [-bound, bound].</summary>
    /// <param name="bound">At least 0.</param>
    public static Initializer Uniform(double bound = 0.05) => UniformWith($"uniform(±{bound})", (_, _) => Check(bound, nameof(bound)));

    /// <summary>Normal with variance gain² · 2 / (fan-in + fan-out) (Glorot, Bengio 2010): keeps signals and gradients level for tanh and sigmoid.</summary>
    /// <param name="gain">A factor for the activation; 5/3 is usual for tanh.</param>
    public static Initializer XavierNormal(double gain = 1) => NormalWith("Xavier normal", (fanIn, fanOut) => gain * Math.Sqrt(2.0 / (fanIn + fanOut)));

    /// <summary>Uniform with the variance of <see cref="XavierNormal"/>: bound gain · √(6 / (fan-in + fan-out)).</summary>
    /// <param name="gain">A factor for the activation.</param>
    public static Initializer XavierUniform(double gain = 1) => UniformWith("Xavier uniform", (fanIn, fanOut) => gain * Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Normal with variance 2 / fan-in (He, Zhang, Ren, Sun 2015): makes up for the half that ReLU cuts off.</summary>
    public static Initializer HeNormal() => NormalWith("He normal", (fanIn, _) => Math.Sqrt(2.0 / fanIn));

    /// <summary>Uniform with the variance of <see cref="HeNormal"/>: bound √(6 / fan-in).</summary>
    public static Initializer HeUniform() => UniformWith("He uniform", (fanIn, _) => Math.Sqrt(6.0 / fanIn));

    /// <summary>Uniform with bound 1 / √fan-in: what PyTorch's linear layer starts from, weights and biases alike.</summary>
    public static Initializer FanInUniform() => UniformWith("fan-in uniform", (fanIn, _) => 1 / Math.Sqrt(fanIn));

    /// <summary>New starting values, as a leaf that requires a gradient.</summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="fanIn">Inputs of a unit, at least 1.</param>
    /// <param name="fanOut">Outputs a unit feeds, at least 1.</param>
    /// <param name="rng">Where random numbers come from; <see cref="Rng.Default"/> unless given.</param>
    /// <param name="dtype">The weight's type.</param>
    public Tensor Create(Shape shape, int fanIn, int fanOut, Rng? rng = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        rng ??= Rng.Default;
        var draw = distribution(fanIn, fanOut);
        var tensor = Tensor.Generate(shape, dtype, () => draw(rng));
        tensor.RequiresGrad = true;
        return tensor;
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static Initializer NormalWith(string name, Func<int, int, double> deviation) => new(name, (fanIn, fanOut) =>
    {
        var sigma = deviation(fanIn, fanOut);
        return rng => rng.NextNormal(0, sigma);
    });

    private static Initializer UniformWith(string name, Func<int, int, double> bound) => new(name, (fanIn, fanOut) =>
    {
        var b = bound(fanIn, fanOut);
        return rng => b * ((2 * rng.NextDouble()) - 1);
    });

    private static double Check(double value, string name) =>
        value >= 0 ? value : throw new ArgumentException($"Initializer: {name} is {value}, but must be at least 0", name);
}
