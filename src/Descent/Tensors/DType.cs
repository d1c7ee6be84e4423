namespace Descent;

/// <summary>The type of a tensor's elements.</summary>
public enum DType
{
    /// <summary>32-bit IEEE 754 floating point: the default, and what networks train in.</summary>
    Float32,

    /// <summary>64-bit IEEE 754 floating point: for gradient checks and for numbers that must agree to many digits.</summary>
    Float64,
}

/// <summary>Facts about a <see cref="DType"/>.</summary>
internal static class DTypes
{
    public static int Size(this DType dtype) => dtype == DType.Float32 ? sizeof(float) : sizeof(double);

    public static DType Of<T>() =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : throw new ArgumentException($"Tensor: elements are float or double, not {typeof(T).Name}");
}
