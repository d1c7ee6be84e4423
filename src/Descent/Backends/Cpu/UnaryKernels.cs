using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace Descent.Backends.Cpu;

/// <summary>
/// A function of one number and its derivative, side by side. Both see a chunk of a tensor at a time, so composing a
/// derivative from several passes costs no trips to memory. y may be the same memory as x in those that can be an <see cref="Activation"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IUnaryKernel<T>
    where T : unmanaged
{
    /// <summary>y = f(x).</summary>
    static abstract void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b);

    /// <summary>gx = f'(x) g, with y = f(x) at hand.</summary>
    static abstract void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b);
}

/// <summary>y = -x; y' = -1.</summary>
internal readonly struct Negate<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Negate(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => TensorPrimitives.Negate(g, gx);
}

/// <summary>y = x + a; y' = 1.</summary>
internal readonly struct AddScalar<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Add(x, a, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => g.CopyTo(gx);
}

/// <summary>y = a x; y' = a.</summary>
internal readonly struct MultiplyScalar<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Multiply(x, a, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => TensorPrimitives.Multiply(g, a, gx);
}

/// <summary>y = x / a; y' = 1 / a.</summary>
internal readonly struct DivideScalar<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Divide(x, a, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => TensorPrimitives.Divide(g, a, gx);
}

/// <summary>y = |x|; y' = sign x, and 0 at 0.</summary>
internal readonly struct Abs<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Abs(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            gx[i] = x[i] > T.Zero ? g[i] : x[i] < T.Zero ? -g[i] : x[i] * T.Zero;
    }
}

/// <summary>y = x²; y' = 2 x.</summary>
internal readonly struct Square<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Multiply(x, x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Multiply(g, x, gx);
        TensorPrimitives.Add(gx, gx, gx);
    }
}

/// <summary>y = √x; y' = 1 / (2 y).</summary>
internal readonly struct Sqrt<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Sqrt(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Divide(g, y, gx);
        TensorPrimitives.Multiply(gx, T.CreateTruncating(0.5), gx);
    }
}

/// <summary>y = 1 / x; y' = -y².</summary>
internal readonly struct Reciprocal<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Divide(T.One, x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Multiply(g, y, gx);
        TensorPrimitives.Multiply(gx, y, gx);
        TensorPrimitives.Negate(gx, gx);
    }
}

/// <summary>y = x to the power a; y' = a x^(a - 1).</summary>
internal readonly struct Power<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = T.Pow(x[i], a);
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        // x⁰ is 1 everywhere, so its derivative is 0 at 0 too.
        for (var i = 0; i < x.Length; i++)
            gx[i] = a == T.Zero ? T.Zero : g[i] * a * T.Pow(x[i], a - T.One);
    }
}

/// <summary>y = eˣ; y' = y.</summary>
internal readonly struct Exp<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Exp(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => TensorPrimitives.Multiply(g, y, gx);
}

/// <summary>y = log x; y' = 1 / x.</summary>
internal readonly struct Log<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Log(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) => TensorPrimitives.Divide(g, x, gx);
}

/// <summary>y = max(log x, -100); y' = 1 / max(x, 10⁻¹²), PyTorch's bounds for binary cross-entropy.</summary>
internal readonly struct LogClamped<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        TensorPrimitives.Log(x, y);
        TensorPrimitives.Max(y, T.CreateTruncating(-100), y);
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            gx[i] = g[i] / T.Max(x[i], T.CreateTruncating(1e-12));
    }
}

/// <summary>y = sin x; y' = cos x.</summary>
internal readonly struct Sin<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Sin(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Cos(x, gx);
        TensorPrimitives.Multiply(g, gx, gx);
    }
}

/// <summary>y = cos x; y' = -sin x.</summary>
internal readonly struct Cos<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Cos(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Sin(x, gx);
        TensorPrimitives.Multiply(g, gx, gx);
        TensorPrimitives.Negate(gx, gx);
    }
}

/// <summary>y = tanh x; y' = 1 - y².</summary>
internal readonly struct Tanh<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Tanh(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Multiply(y, y, gx);
        TensorPrimitives.Subtract(T.One, gx, gx);
        TensorPrimitives.Multiply(gx, g, gx);
    }
}

/// <summary>y = 1 / (1 + e⁻ˣ); y' = y (1 - y).</summary>
internal readonly struct Sigmoid<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Sigmoid(x, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Subtract(T.One, y, gx);
        TensorPrimitives.Multiply(gx, y, gx);
        TensorPrimitives.Multiply(gx, g, gx);
    }
}

/// <summary>y = max(0, x); y' = 1 where x is positive, else 0.</summary>
internal readonly struct ReLU<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => TensorPrimitives.Max(x, T.Zero, y);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) =>
        Slopes<T>.Apply(x, g, gx, T.Zero);
}

/// <summary>y = x where positive, else a x; y' = 1 or a.</summary>
internal readonly struct LeakyReLU<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b) => Slopes<T>.Apply(x, x, y, a);

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b) =>
        Slopes<T>.Apply(x, g, gx, a);
}

/// <summary>y = x where positive, else a (eˣ - 1); y' = 1 or y + a.</summary>
internal readonly struct ELU<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] > T.Zero ? x[i] : a * T.ExpM1(x[i]);
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            gx[i] = x[i] > T.Zero ? g[i] : g[i] * (y[i] + a);
    }
}

/// <summary>y = x s with s = sigmoid x; y' = s + y (1 - s).</summary>
internal readonly struct SiLU<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        TensorPrimitives.Sigmoid(x, y);
        TensorPrimitives.Multiply(x, y, y);
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Sigmoid(x, gx);
        for (var i = 0; i < gx.Length; i++)
            gx[i] = g[i] * (gx[i] + (y[i] * (T.One - gx[i])));
    }
}

/// <summary>y = log(1 + eˣ), computed as max(x, 0) + log(1 + e^-|x|); y' = sigmoid x.</summary>
internal readonly struct Softplus<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = T.Max(x[i], T.Zero) + T.LogP1(T.Exp(-T.Abs(x[i])));
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        TensorPrimitives.Sigmoid(x, gx);
        TensorPrimitives.Multiply(g, gx, gx);
    }
}

/// <summary>y = x Φ(x); y' = Φ(x) + x φ(x), with the standard normal's distribution function Φ and density φ.</summary>
internal readonly struct GELU<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var v = double.CreateTruncating(x[i]);
            y[i] = T.CreateTruncating(v * Distribution(v));
        }
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var v = double.CreateTruncating(x[i]);
            gx[i] = g[i] * T.CreateTruncating(Distribution(v) + (v * Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI)));
        }
    }

    private static double Distribution(double v) => 0.5 * SpecialFunctions.Erfc(-v / Math.Sqrt(2));
}

/// <summary>y = x kept within [a, b]; y' = 1 inside and on the bounds, else 0.</summary>
internal readonly struct Clamp<T> : IUnaryKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Forward(ReadOnlySpan<T> x, Span<T> y, T a, T b)
    {
        TensorPrimitives.Max(x, a, y);
        TensorPrimitives.Min(y, b, y);
    }

    public static void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> g, Span<T> gx, T a, T b)
    {
        for (var i = 0; i < x.Length; i++)
            gx[i] = x[i] >= a && x[i] <= b ? g[i] : T.Zero;
    }
}

/// <summary>result = a value where x is 0 or less, else value: where x is NaN, too.</summary>
internal static class Slopes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> value, Span<T> result, T a)
    {
        var i = 0;
        var slope = Vector512.Create(a);

        // A slope of 0 gives 0, not 0 times infinity.
        var isFlat = a == T.Zero;
        for (; i <= x.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var v = Vector512.Create(value[i..]);
            Vector512.ConditionalSelect(Vector512.LessThanOrEqual(Vector512.Create(x[i..]), Vector512<T>.Zero), isFlat ? Vector512<T>.Zero : v * slope, v).CopyTo(result[i..]);
        }

        for (; i < x.Length; i++)
            result[i] = !(x[i] <= T.Zero) ? value[i] : isFlat ? T.Zero : value[i] * a;
    }
}
