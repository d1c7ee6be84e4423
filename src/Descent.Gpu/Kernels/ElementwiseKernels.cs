using System.Numerics;
using Descent.Backends;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>
/// One thread an element. All functions are one kernel that chooses by a number that is the same for all threads: the choice costs nothing
/// beside the trips to memory, and one kernel is compiled where forty would be.
/// </summary>
internal static class ElementwiseKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>y = f(x).</summary>
    public static void Unary(int kind, ArrayView<T> x, ArrayView<T> y, T a, T b)
    {
        var i = Grid.GlobalIndex.X;
        if (i < x.IntLength)
            y[i] = Value((UnaryKind)kind, x[i], a, b);
    }

    /// <summary>gradX = f'(x) · gradY.</summary>
    public static void UnaryGradient(int kind, ArrayView<T> x, ArrayView<T> y, ArrayView<T> gradY, ArrayView<T> gradX, T a, T b)
    {
        var i = Grid.GlobalIndex.X;
        if (i < x.IntLength)
            gradX[i] = Gradient((UnaryKind)kind, x[i], y[i], gradY[i], a, b);
    }

    /// <summary>z = f(x, y), equal shapes.</summary>
    public static void Binary(int kind, ArrayView<T> x, ArrayView<T> y, ArrayView<T> z)
    {
        var i = Grid.GlobalIndex.X;
        if (i < z.IntLength)
            z[i] = Value((BinaryKind)kind, x[i], y[i]);
    }

    /// <summary>z = f(x, y), broadcast: each operand is walked with strides of its own.</summary>
    public static void Broadcast(int kind, ArrayView<T> x, Strides xStrides, ArrayView<T> y, Strides yStrides, ArrayView<T> z, Sizes sizes)
    {
        var i = Grid.GlobalIndex.X;
        if (i < z.IntLength)
            z[i] = Value((BinaryKind)kind, x[sizes.Place(i, xStrides)], y[sizes.Place(i, yStrides)]);
    }

    /// <summary>target += scale · source.</summary>
    public static void AddScaled(ArrayView<T> source, T scale, ArrayView<T> target)
    {
        var i = Grid.GlobalIndex.X;
        if (i < target.IntLength)
            target[i] += scale * source[i];
    }

    /// <summary>All elements the same.</summary>
    public static void Fill(ArrayView<T> target, T value)
    {
        var i = Grid.GlobalIndex.X;
        if (i < target.IntLength)
            target[i] = value;
    }

    /// <summary>Copies between two views of the same sizes.</summary>
    public static void Copy(int length, ArrayView<T> source, Strides sourceStrides, ArrayView<T> target, Strides targetStrides, Sizes sizes)
    {
        var i = Grid.GlobalIndex.X;
        if (i < length)
            target[sizes.Place(i, targetStrides)] = source[sizes.Place(i, sourceStrides)];
    }

    private static T Value(UnaryKind kind, T x, T a, T b)
    {
        switch (kind)
        {
            case UnaryKind.Negate: return -x;
            case UnaryKind.AddScalar: return x + a;
            case UnaryKind.MultiplyScalar: return x * a;
            case UnaryKind.DivideScalar: return x / a;
            case UnaryKind.Abs: return Functions<T, TReal>.Abs(x);
            case UnaryKind.Square: return x * x;
            case UnaryKind.Sqrt: return TReal.Sqrt(x);
            case UnaryKind.Reciprocal: return T.One / x;
            case UnaryKind.Power: return Functions<T, TReal>.Power(x, a);
            case UnaryKind.Exp: return TReal.Exp(x);
            case UnaryKind.Log: return TReal.Log(x);
            case UnaryKind.LogClamped: return Functions<T, TReal>.Max(TReal.Log(x), TReal.From(-100));
            case UnaryKind.Sin: return Functions<T, TReal>.Sin(x);
            case UnaryKind.Cos: return Functions<T, TReal>.Cos(x);
            case UnaryKind.Tanh: return Functions<T, TReal>.Tanh(x);
            case UnaryKind.Sigmoid: return Functions<T, TReal>.Sigmoid(x);
            case UnaryKind.ReLU: return x <= T.Zero ? T.Zero : x;
            case UnaryKind.LeakyReLU: return Functions<T, TReal>.Sloped(x, x, a);
            case UnaryKind.ELU: return x > T.Zero ? x : a * Functions<T, TReal>.ExpM1(x);
            case UnaryKind.SiLU: return x * Functions<T, TReal>.Sigmoid(x);
            case UnaryKind.Softplus: return Functions<T, TReal>.Softplus(x);
            case UnaryKind.GELU: return TReal.From(TReal.ToDouble(x) * Functions<T, TReal>.Normal(TReal.ToDouble(x)));
            default: return Functions<T, TReal>.Min(Functions<T, TReal>.Max(x, a), b);
        }
    }

    private static T Gradient(UnaryKind kind, T x, T y, T g, T a, T b)
    {
        switch (kind)
        {
            case UnaryKind.Negate: return -g;
            case UnaryKind.AddScalar: return g;
            case UnaryKind.MultiplyScalar: return g * a;
            case UnaryKind.DivideScalar: return g / a;
            case UnaryKind.Abs: return x > T.Zero ? g : x < T.Zero ? -g : x * T.Zero;
            case UnaryKind.Square: return (g * x) + (g * x);
            case UnaryKind.Sqrt: return g / y * TReal.From(0.5);
            case UnaryKind.Reciprocal: return -(g * y * y);
            case UnaryKind.Power: return a == T.Zero ? T.Zero : g * a * Functions<T, TReal>.Power(x, a - T.One);
            case UnaryKind.Exp: return g * y;
            case UnaryKind.Log: return g / x;
            case UnaryKind.LogClamped: return g / Functions<T, TReal>.Max(x, TReal.From(1e-12));
            case UnaryKind.Sin: return g * Functions<T, TReal>.Cos(x);
            case UnaryKind.Cos: return -(g * Functions<T, TReal>.Sin(x));
            case UnaryKind.Tanh: return g * (T.One - (y * y));
            case UnaryKind.Sigmoid: return g * y * (T.One - y);
            case UnaryKind.ReLU: return Functions<T, TReal>.Sloped(x, g, T.Zero);
            case UnaryKind.LeakyReLU: return Functions<T, TReal>.Sloped(x, g, a);
            case UnaryKind.ELU: return x > T.Zero ? g : g * (y + a);
            case UnaryKind.SiLU:
                var s = Functions<T, TReal>.Sigmoid(x);
                return g * (s + (y * (T.One - s)));
            case UnaryKind.Softplus: return g * Functions<T, TReal>.Sigmoid(x);
            case UnaryKind.GELU:
                var v = TReal.ToDouble(x);
                return g * TReal.From(Functions<T, TReal>.Normal(v) + (v * Functions<T, TReal>.NormalDensity(v)));
            default: return x >= a && x <= b ? g : T.Zero;
        }
    }

    private static T Value(BinaryKind kind, T x, T y)
    {
        switch (kind)
        {
            case BinaryKind.Add: return x + y;
            case BinaryKind.Subtract: return x - y;
            case BinaryKind.Multiply: return x * y;
            case BinaryKind.Divide: return x / y;
            case BinaryKind.Maximum: return Functions<T, TReal>.Max(x, y);
            case BinaryKind.Minimum: return Functions<T, TReal>.Min(x, y);
            case BinaryKind.Step: return x > y ? T.One : x == y ? TReal.From(0.5) : T.Zero;
            case BinaryKind.Greater: return x > y ? T.One : T.Zero;
            default: return x == y ? T.One : T.Zero;
        }
    }
}
