using System.Numerics;
using System.Numerics.Tensors;

namespace Descent.Backends.Cpu;

internal sealed partial class CpuBackend
{
    /// <inheritdoc />
    public void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b)
    {
        if (x.DType == DType.Float32)
            Unary<float>(kind, x, y, (float)a, (float)b);
        else
            Unary<double>(kind, x, y, a, b);
        Keep(x, y);
    }

    /// <inheritdoc />
    public void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b)
    {
        if (x.DType == DType.Float32)
            UnaryGradient<float>(kind, x, y, gradY, gradX, (float)a, (float)b);
        else
            UnaryGradient<double>(kind, x, y, gradY, gradX, a, b);
        Keep(x, y, gradY, gradX);
    }

    /// <inheritdoc />
    public void AddScaled(Tensor source, double scale, Tensor target)
    {
        if (source.DType == DType.Float32)
            ForChunks<float, AddScaledChunk<float>>(source.Length, new(source, (float)scale, target));
        else
            ForChunks<double, AddScaledChunk<double>>(source.Length, new(source, scale, target));
        Keep(source, target);
    }

    private static void Unary<T>(UnaryKind kind, Tensor x, Tensor y, T a, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Forward<Negate<T>>(); break;
            case UnaryKind.AddScalar: Forward<AddScalar<T>>(); break;
            case UnaryKind.MultiplyScalar: Forward<MultiplyScalar<T>>(); break;
            case UnaryKind.DivideScalar: Forward<DivideScalar<T>>(); break;
            case UnaryKind.Abs: Forward<Abs<T>>(); break;
            case UnaryKind.Square: Forward<Square<T>>(); break;
            case UnaryKind.Sqrt: Forward<Sqrt<T>>(); break;
            case UnaryKind.Reciprocal: Forward<Reciprocal<T>>(); break;
            case UnaryKind.Power: Forward<Power<T>>(); break;
            case UnaryKind.Exp: Forward<Exp<T>>(); break;
            case UnaryKind.Log: Forward<Log<T>>(); break;
            case UnaryKind.LogClamped: Forward<LogClamped<T>>(); break;
            case UnaryKind.Sin: Forward<Sin<T>>(); break;
            case UnaryKind.Cos: Forward<Cos<T>>(); break;
            case UnaryKind.Tanh: Forward<Tanh<T>>(); break;
            case UnaryKind.Sigmoid: Forward<Sigmoid<T>>(); break;
            case UnaryKind.ReLU: Forward<ReLU<T>>(); break;
            case UnaryKind.LeakyReLU: Forward<LeakyReLU<T>>(); break;
            case UnaryKind.ELU: Forward<ELU<T>>(); break;
            case UnaryKind.SiLU: Forward<SiLU<T>>(); break;
            case UnaryKind.Softplus: Forward<Softplus<T>>(); break;
            case UnaryKind.GELU: Forward<GELU<T>>(); break;
            case UnaryKind.Clamp: Forward<Clamp<T>>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kernel for this function");
        }

        void Forward<TKernel>()
            where TKernel : IUnaryKernel<T>
            => ForChunks<T, UnaryChunk<T, TKernel>>(x.Length, new(x, y, a, b));
    }

    private static void UnaryGradient<T>(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, T a, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case UnaryKind.Negate: Backward<Negate<T>>(); break;
            case UnaryKind.AddScalar: Backward<AddScalar<T>>(); break;
            case UnaryKind.MultiplyScalar: Backward<MultiplyScalar<T>>(); break;
            case UnaryKind.DivideScalar: Backward<DivideScalar<T>>(); break;
            case UnaryKind.Abs: Backward<Abs<T>>(); break;
            case UnaryKind.Square: Backward<Square<T>>(); break;
            case UnaryKind.Sqrt: Backward<Sqrt<T>>(); break;
            case UnaryKind.Reciprocal: Backward<Reciprocal<T>>(); break;
            case UnaryKind.Power: Backward<Power<T>>(); break;
            case UnaryKind.Exp: Backward<Exp<T>>(); break;
            case UnaryKind.Log: Backward<Log<T>>(); break;
            case UnaryKind.LogClamped: Backward<LogClamped<T>>(); break;
            case UnaryKind.Sin: Backward<Sin<T>>(); break;
            case UnaryKind.Cos: Backward<Cos<T>>(); break;
            case UnaryKind.Tanh: Backward<Tanh<T>>(); break;
            case UnaryKind.Sigmoid: Backward<Sigmoid<T>>(); break;
            case UnaryKind.ReLU: Backward<ReLU<T>>(); break;
            case UnaryKind.LeakyReLU: Backward<LeakyReLU<T>>(); break;
            case UnaryKind.ELU: Backward<ELU<T>>(); break;
            case UnaryKind.SiLU: Backward<SiLU<T>>(); break;
            case UnaryKind.Softplus: Backward<Softplus<T>>(); break;
            case UnaryKind.GELU: Backward<GELU<T>>(); break;
            case UnaryKind.Clamp: Backward<Clamp<T>>(); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kernel for this function");
        }

        void Backward<TKernel>()
            where TKernel : IUnaryKernel<T>
            => ForChunks<T, UnaryGradientChunk<T, TKernel>>(x.Length, new(x, y, gradY, gradX, a, b));
    }

    private readonly struct UnaryChunk<T, TKernel>(Tensor x, Tensor y, T a, T b) : IChunkKernel
        where T : unmanaged
        where TKernel : IUnaryKernel<T>
    {
        public void Run(int start, int length) =>
            TKernel.Forward(x.Span<T>().Slice(start, length), y.Span<T>().Slice(start, length), a, b);
    }

    private readonly struct UnaryGradientChunk<T, TKernel>(Tensor x, Tensor y, Tensor gradY, Tensor gradX, T a, T b) : IChunkKernel
        where T : unmanaged
        where TKernel : IUnaryKernel<T>
    {
        public void Run(int start, int length) => TKernel.Backward(
            x.Span<T>().Slice(start, length), y.Span<T>().Slice(start, length), gradY.Span<T>().Slice(start, length), gradX.Span<T>().Slice(start, length), a, b);
    }

    private readonly struct AddScaledChunk<T>(Tensor source, T scale, Tensor target) : IChunkKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int start, int length)
        {
            var to = target.Span<T>().Slice(start, length);
            if (scale == T.One)
                TensorPrimitives.Add(to, source.Span<T>().Slice(start, length), to);
            else
                TensorPrimitives.FusedMultiplyAdd(source.Span<T>().Slice(start, length), scale, to, to);
        }
    }
}
