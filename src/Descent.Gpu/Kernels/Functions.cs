using System.Numerics;

namespace Descent.Gpu.Kernels;

/// <summary>Functions composed from those of <see cref="IReal{T}"/>, exact where the arguments are small, finite where they are large.</summary>
internal static class Functions<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>The larger one; NaN if either is. (GPUs' own maximum passes over NaN.)</summary>
    public static T Max(T x, T y) => T.IsNaN(x) || x > y ? x : y;

    /// <summary>The smaller one; NaN if either is.</summary>
    public static T Min(T x, T y) => T.IsNaN(x) || x < y ? x : y;

    public static T Abs(T x) => x < T.Zero ? -x : x;

    /// <summary>a value where x is 0 or less, else value (where x is NaN, too). A slope of 0 gives 0, not 0 times infinity.</summary>
    public static T Sloped(T x, T value, T a) => !(x <= T.Zero) ? value : a == T.Zero ? T.Zero : value * a;

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static T Sigmoid(T x)
    {
        var e = TReal.Exp(-Abs(x));
        return (x < T.Zero ? e : T.One) / (T.One + e);
    }

    /// <summary>eˣ - 1 (Kahan): what rounding eˣ lost is mended by the ratio of x to the logarithm of what was rounded to.</summary>
    public static T ExpM1(T x)
    {
        var e = TReal.Exp(x);
        if (e == T.One)
            return x;
        var difference = e - T.One;
        return difference == -T.One || e > TReal.From(1e6) ? difference : difference * x / TReal.Log(e);
    }

    /// <summary>log(1 + x), in the same way.</summary>
    public static T LogP1(T x)
    {
        var sum = T.One + x;
        return sum == T.One ? x : TReal.Log(sum) * x / (sum - T.One);
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static T Tanh(T x)
    {
        var size = Abs(x);
        if (size > TReal.From(20))
            return x < T.Zero ? -T.One : T.One;
        var e = ExpM1(size + size);
        var tanh = e / (e + T.One + T.One);
        return x < T.Zero ? -tanh : tanh;
    }

    /// <summary>log(1 + eˣ).</summary>
    public static T Softplus(T x) => Max(x, T.Zero) + LogP1(TReal.Exp(-Abs(x)));

    /// <summary>x to the power a, by logarithms in double; a negative x has powers with whole a only.</summary>
    public static T Power(T x, T a)
    {
        var (b, exponent) = (TReal.ToDouble(x), TReal.ToDouble(a));
        if (exponent == 0 || b == 1)
            return T.One;
        if (double.IsNaN(b) || double.IsNaN(exponent))
            return x + a;
        var size = b < 0 ? -b : b;
        var power = size == 0 ? (exponent > 0 ? 0 : double.PositiveInfinity)
            : size > double.MaxValue ? (exponent > 0 ? size : 0)
            : Float64.Exp(exponent * Float64.Log(size));
        if (!(b < 0))
            return TReal.From(power);

        // Beyond 2⁵³ all numbers are whole, and even.
        var isWhole = exponent > 9007199254740992 || exponent < -9007199254740992 || exponent == (long)exponent;
        if (!isWhole && size <= double.MaxValue)
            return TReal.From(double.NaN);
        var isOdd = isWhole && exponent < 9007199254740992 && exponent > -9007199254740992 && ((long)exponent & 1) != 0;
        return TReal.From(isOdd ? -power : power);
    }

    public static T Sin(T x) => TReal.From(Trigonometry.Sin(TReal.ToDouble(x)));

    public static T Cos(T x) => TReal.From(Trigonometry.Cos(TReal.ToDouble(x)));

    /// <summary>Φ, the standard normal distribution function.</summary>
    public static double Normal(double x) => 0.5 * ErrorFunction.Complement(-x * 0.70710678118654752);

    /// <summary>φ, the standard normal density.</summary>
    public static double NormalDensity(double x) => 0.39894228040143268 * Float64.Exp(-0.5 * x * x);
}
