using Descent.Autodiff.Operations;
using Descent.Backends;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>|x|; the derivative at 0 is 0.</summary>
    public Tensor Abs() => Apply(UnaryKind.Abs);

    /// <summary>x².</summary>
    public Tensor Square() => Apply(UnaryKind.Square);

    /// <summary>√x; NaN below 0.</summary>
    public Tensor Sqrt() => Apply(UnaryKind.Sqrt);

    /// <summary>1 / x.</summary>
    public Tensor Reciprocal() => Apply(UnaryKind.Reciprocal);

    /// <summary>x to a power.</summary>
    public Tensor Pow(double exponent) => Apply(UnaryKind.Power, exponent);

    /// <summary>eˣ.</summary>
    public Tensor Exp() => Apply(UnaryKind.Exp);

    /// <summary>The natural logarithm; NaN below 0.</summary>
    public Tensor Log() => Apply(UnaryKind.Log);

    /// <summary>The sine of radians.</summary>
    public Tensor Sin() => Apply(UnaryKind.Sin);

    /// <summary>The cosine of radians.</summary>
    public Tensor Cos() => Apply(UnaryKind.Cos);

    /// <summary>The hyperbolic tangent.</summary>
    public Tensor Tanh() => Apply(UnaryKind.Tanh);

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    public Tensor Sigmoid() => Apply(UnaryKind.Sigmoid);

    /// <summary>max(0, x); the derivative at 0 is 0.</summary>
    public Tensor ReLU() => Apply(UnaryKind.ReLU);

    /// <summary>x where positive, else <paramref name="slope"/> x.</summary>
    public Tensor LeakyReLU(double slope = 0.01) => Apply(UnaryKind.LeakyReLU, slope);

    /// <summary>x where positive, else α (eˣ - 1).</summary>
    public Tensor ELU(double alpha = 1) => Apply(UnaryKind.ELU, alpha);

    /// <summary>x sigmoid(x), called Swish or SiLU (Ramachandran, Zoph, Le 2017).</summary>
    public Tensor Swish() => Apply(UnaryKind.SiLU);

    /// <summary>log(1 + eˣ), computed without overflow.</summary>
    public Tensor Softplus() => Apply(UnaryKind.Softplus);

    /// <summary>x Φ(x) with the normal distribution function (Hendrycks, Gimpel 2016).</summary>
    public Tensor GELU() => Apply(UnaryKind.GELU);

    /// <summary>x, but no smaller than <paramref name="min"/> and no larger than <paramref name="max"/>; the derivative outside is 0.</summary>
    /// <exception cref="ArgumentException">min is above max.</exception>
    public Tensor Clamp(double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (!(min <= max))
            throw new ArgumentException($"Clamp: min {min} is above max {max}");
        return Apply(UnaryKind.Clamp, min, max);
    }

    /// <summary>exp(x) / Σ exp(x) along an axis: positive numbers that sum to 1.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    public Tensor Softmax(int axis = -1) => new SoftmaxOperation(this, Shape.Axis(axis, "Softmax"), logarithm: false).Run();

    /// <summary>The logarithm of <see cref="Softmax"/>, computed without overflow.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    public Tensor LogSoftmax(int axis = -1) => new SoftmaxOperation(this, Shape.Axis(axis, "LogSoftmax"), logarithm: true).Run();

    /// <summary>Natural logarithm, no smaller than -100.</summary>
    internal Tensor LogClamped() => Apply(UnaryKind.LogClamped);

    private Tensor Apply(UnaryKind kind, double a = 0, double b = 0) => new Unary(kind, this, a, b).Run();
}
