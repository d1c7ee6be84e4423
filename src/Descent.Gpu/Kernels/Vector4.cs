using System.Numerics;

namespace Descent.Gpu.Kernels;

/// <summary>Four neighbouring numbers: what a GPU reads in one go where they are aligned (16 bytes for floats).</summary>
internal readonly struct Vector4<T>(T x, T y, T z, T w)
    where T : unmanaged, INumber<T>
{
    public readonly T X = x;
    public readonly T Y = y;
    public readonly T Z = z;
    public readonly T W = w;
}
