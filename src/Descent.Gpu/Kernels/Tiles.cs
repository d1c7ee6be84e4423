using System.Numerics;

namespace Descent.Gpu.Kernels;

/// <summary>Sixteen sums in registers: a 4 x 4 tile of a product.</summary>
internal readonly struct Tile4x4<T>(Vector4<T> row0, Vector4<T> row1, Vector4<T> row2, Vector4<T> row3)
    where T : unmanaged, INumber<T>
{
    public readonly Vector4<T> Row0 = row0;
    public readonly Vector4<T> Row1 = row1;
    public readonly Vector4<T> Row2 = row2;
    public readonly Vector4<T> Row3 = row3;

    /// <summary>Sum i, row by row: by choosing, as registers have no addresses.</summary>
    public T At(int i)
    {
        var row = i / 4 == 0 ? Row0 : i / 4 == 1 ? Row1 : i / 4 == 2 ? Row2 : Row3;
        return i % 4 == 0 ? row.X : i % 4 == 1 ? row.Y : i % 4 == 2 ? row.Z : row.W;
    }

    /// <summary>This tile plus the outer product of a column of A and a row of B.</summary>
    public Tile4x4<T> PlusOuter(Vector4<T> a, Vector4<T> b) =>
        new(Plus(Row0, a.X, b), Plus(Row1, a.Y, b), Plus(Row2, a.Z, b), Plus(Row3, a.W, b));

    // Not fused by name: the compiler of the device contracts product and sum, and names of fused operations do not exist everywhere.
    private static Vector4<T> Plus(Vector4<T> row, T a, Vector4<T> b) =>
        new(row.X + (a * b.X), row.Y + (a * b.Y), row.Z + (a * b.Z), row.W + (a * b.W));
}

/// <summary>Sixty-four sums in registers: four tiles of a product that lie apart.</summary>
internal readonly struct Tile8x8<T>(Tile4x4<T> topLeft, Tile4x4<T> topRight, Tile4x4<T> bottomLeft, Tile4x4<T> bottomRight)
    where T : unmanaged, INumber<T>
{
    public readonly Tile4x4<T> TopLeft = topLeft;
    public readonly Tile4x4<T> TopRight = topRight;
    public readonly Tile4x4<T> BottomLeft = bottomLeft;
    public readonly Tile4x4<T> BottomRight = bottomRight;
}
