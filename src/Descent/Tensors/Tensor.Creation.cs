using System.Runtime.InteropServices;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>A tensor (n) of Float32 elements, copied.</summary>
    public static Tensor From(float[] values) => From(values, [Count(values)]);

    /// <summary>A tensor (n) of Float64 elements, copied.</summary>
    public static Tensor From(double[] values) => From(values, [Count(values)]);

    /// <summary>A tensor of Float32 elements, copied.</summary>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">The shape; as many elements as there are values.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Tensor From(float[] values, params ReadOnlySpan<int> shape) => From<float>(values, new Shape(shape));

    /// <summary>A tensor of Float64 elements, copied.</summary>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">The shape; as many elements as there are values.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Tensor From(double[] values, params ReadOnlySpan<int> shape) => From<double>(values, new Shape(shape));

    /// <summary>A Float32 tensor (rows, columns), copied.</summary>
    public static Tensor From(float[,] values) => From2D(values);

    /// <summary>A Float64 tensor (rows, columns), copied.</summary>
    public static Tensor From(double[,] values) => From2D(values);

    /// <summary>A tensor from a span of numbers, copied.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, which also is the tensor's type.</typeparam>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">The shape; as many elements as there are values.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        var dtype = DTypes.Of<T>();
        if (values.Length != shape.Length)
            throw new ArgumentException($"From: {values.Length} values for shape {shape}, which has {shape.Length} elements", nameof(values));
        var tensor = Empty(shape, dtype, Device.Cpu);
        tensor.Backend.Upload(values, tensor);
        return tensor;
    }

    /// <summary>A tensor without axes: one number.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full(Shape.Scalar, value, dtype);

    /// <summary>Float32 zeros.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Full(new Shape(shape), 0);

    /// <summary>Zeros of a given type, on a device: the processor unless given.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32, Device? device = null) => Full(shape, 0, dtype, device);

    /// <summary>Float32 ones.</summary>
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Full(new Shape(shape), 1);

    /// <summary>Ones of a given type, on a device: the processor unless given.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32, Device? device = null) => Full(shape, 1, dtype, device);

    /// <summary>The same value everywhere, on a device: the processor unless given.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32, Device? device = null)
    {
        var tensor = Empty(shape, dtype, device ?? Device.Cpu);
        tensor.Backend.Fill(tensor, value);
        return tensor;
    }

    /// <summary>The identity matrix (size, size).</summary>
    public static Tensor Eye(int size, DType dtype = DType.Float32)
    {
        var identity = Zeros([size, size], dtype);
        if (size > 0)
            identity.View([size * size])[TensorIndex.Every(size + 1, ..)] = Scalar(1, dtype);
        return identity;
    }

    /// <summary>Numbers from <paramref name="start"/> up to but without <paramref name="stop"/>, as Python's <c>range</c>.</summary>
    /// <exception cref="ArgumentException">The step is 0 or leads away from the stop, or there would be more numbers than a tensor can hold.</exception>
    public static Tensor Arange(double start, double stop, double step = 1, DType dtype = DType.Float32)
    {
        var count = Math.Ceiling((stop - start) / step);
        if (!(count >= 0 && count <= Array.MaxLength))
            throw new ArgumentException($"Arange: step {step} does not lead from {start} to {stop}{(count > 0 ? $" in at most {Array.MaxLength:N0} numbers" : "")}", nameof(step));
        var values = new double[(int)count];
        for (var i = 0; i < values.Length; i++)
            values[i] = start + (i * step);
        return From(values).To(dtype);
    }

    /// <summary>Evenly spaced numbers, both ends included.</summary>
    /// <exception cref="ArgumentException">Fewer than two numbers are asked for.</exception>
    public static Tensor Linspace(double start, double stop, int count, DType dtype = DType.Float32)
    {
        if (count < 2 || count > Array.MaxLength)
            throw new ArgumentException($"Linspace: count is {count}, but must be from 2 (both ends) to {Array.MaxLength:N0}", nameof(count));
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = start + ((stop - start) * i / (count - 1));
        return From(values).To(dtype);
    }

    /// <summary>Numbers uniform in [0, 1). The same seed gives the same numbers on every device.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="rng">Where they come from; <see cref="Rng.Default"/> unless given.</param>
    /// <param name="dtype">Their type.</param>
    /// <param name="device">Where they are made; on the processor unless given.</param>
    public static Tensor Rand(Shape shape, Rng? rng = null, DType dtype = DType.Float32, Device? device = null)
    {
        var tensor = Empty(shape, dtype, device ?? Device.Cpu);
        tensor.Backend.Uniform(tensor, rng);
        return tensor;
    }

    /// <summary>Numbers from the standard normal distribution. The same seed gives the same numbers on every device, but for rounding.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="rng">Where they come from; <see cref="Rng.Default"/> unless given.</param>
    /// <param name="dtype">Their type.</param>
    /// <param name="device">Where they are made; on the processor unless given.</param>
    public static Tensor Randn(Shape shape, Rng? rng = null, DType dtype = DType.Float32, Device? device = null)
    {
        var tensor = Empty(shape, dtype, device ?? Device.Cpu);
        tensor.Backend.Normal(tensor, rng);
        return tensor;
    }

    /// <summary>Numbers made one after the other, row by row.</summary>
    internal static Tensor Generate(Shape shape, DType dtype, Func<double> next)
    {
        var tensor = Empty(shape, dtype, Device.Cpu);
        if (dtype == DType.Float32)
        {
            var values = new float[shape.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)next();
            tensor.Backend.Upload<float>(values, tensor);
        }
        else
        {
            var values = new double[shape.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = next();
            tensor.Backend.Upload<double>(values, tensor);
        }

        return tensor;
    }

    /// <summary>A tensor with arbitrary content.</summary>
    internal static Tensor Empty(Shape shape, DType dtype, Device device) =>
        new(device.Backend.Allocate(dtype, shape.Length), 0, shape, device);

    private static Tensor From2D<T>(T[,] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        var elements = MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);
        return From(elements, new Shape(values.GetLength(0), values.GetLength(1)));
    }

    private static int Count<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length;
    }
}
