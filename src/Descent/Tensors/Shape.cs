using System.Runtime.CompilerServices;

namespace Descent;

/// <summary>The sizes of a tensor's axes, outermost first. <c>()</c> is the shape of a single number.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    internal const int MostAxes = 64;

    private readonly int[]? sizes;

    /// <summary>A shape with the given axis sizes.</summary>
    /// <param name="sizes">Sizes, outermost axis first; each at least 0.</param>
    /// <exception cref="ArgumentException">A size is negative, there are more than 64 axes, or more elements than an array holds.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        // Kernels walk axes with a little memory on the stack for each.
        if (sizes.Length > MostAxes)
            throw new ArgumentException($"Shape: {sizes.Length} axes, but a tensor has at most {MostAxes}");
        long length = 1;
        foreach (var size in sizes)
        {
            if (size < 0)
                throw new ArgumentException($"Shape: ({string.Join(", ", sizes.ToArray())}) has a negative size");
            length *= size;
            if (length > Array.MaxLength)
                throw new ArgumentException($"Shape: ({string.Join(", ", sizes.ToArray())}) has more than {Array.MaxLength:N0} elements");
        }

        this.sizes = sizes.ToArray();
        Length = (int)length;
    }

    /// <summary>The shape of a single number: no axes.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of axes.</summary>
    public int Rank => sizes?.Length ?? 0;

    /// <summary>The number of elements: the product of all sizes, 1 without axes.</summary>
    public int Length => sizes is null ? 1 : field;

    /// <summary>The size of one axis.</summary>
    /// <param name="axis">The axis; negative counts from the last one.</param>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public int this[int axis] => sizes![Axis(axis, "Shape")];

    /// <summary>The sizes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => sizes;

    /// <summary>The sizes as a new array.</summary>
    public int[] ToArray() => Sizes.ToArray();

    /// <summary>A shape from collection syntax: <c>Shape s = [2, 3];</c></summary>
    public static Shape Create(ReadOnlySpan<int> sizes) => new(sizes);

    /// <summary>A shape from an array of sizes.</summary>
    public static implicit operator Shape(int[] sizes) => new(sizes);

    /// <summary>Enumerates the sizes.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Sizes.GetEnumerator();

    /// <inheritdoc />
    public bool Equals(Shape other) => Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in Sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same sizes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>As Python writes it: <c>(32, 784)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    public override string ToString() => Rank == 1 ? $"({sizes![0]},)" : $"({string.Join(", ", sizes ?? [])})";

    /// <summary>Turns an axis that may be negative into 0..Rank-1.</summary>
    internal int Axis(int axis, string operation)
    {
        var resolved = axis < 0 ? axis + Rank : axis;
        if (resolved < 0 || resolved >= Rank)
            throw new ArgumentException($"{operation}: axis {axis} is not an axis of shape {this}, which has {Rank} (use {-Rank}..{Rank - 1})");
        return resolved;
    }

    /// <summary>This shape with one axis replaced by zero or more others.</summary>
    internal Shape With(int axis, params ReadOnlySpan<int> replacement) =>
        new([.. Sizes[..axis], .. replacement, .. Sizes[(axis + 1)..]]);

    /// <summary>The axes around <paramref name="axis"/> folded: elements before it, along it, after it.</summary>
    internal (int Outer, int Count, int Inner) Around(int axis)
    {
        int outer = 1, inner = 1;
        for (var i = 0; i < axis; i++)
            outer *= sizes![i];
        for (var i = axis + 1; i < Rank; i++)
            inner *= sizes![i];
        return (outer, sizes![axis], inner);
    }

    /// <summary>Row-major strides in elements.</summary>
    internal int[] Strides()
    {
        var strides = new int[Rank];
        for (int i = Rank - 1, stride = 1; i >= 0; stride *= sizes![i--])
            strides[i] = stride;
        return strides;
    }

    /// <summary>The shape both operands are stretched to (NumPy's rule: aligned at the last axis, 1 stretches).</summary>
    internal static Shape Broadcast(Shape a, Shape b, string operation)
    {
        if (a == b)
            return a;
        var sizes = new int[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= sizes.Length; i++)
        {
            var x = i <= a.Rank ? a.sizes![^i] : 1;
            var y = i <= b.Rank ? b.sizes![^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new ArgumentException($"{operation}: shapes {a} and {b} do not broadcast: sizes {x} and {y} at axis {-i} differ and neither is 1");
            sizes[^i] = x == 1 ? y : x;
        }

        return new Shape(sizes);
    }
}
