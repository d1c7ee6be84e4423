using System.Globalization;

namespace Descent.Checks;

/// <summary>Numbers: one (rank 0), a vector, a matrix, or more axes, row by row.</summary>
public sealed record Numbers : CheckValue
{
    private const int ShownDigits = 5;
    private const int ShownRows = 6;
    private const int ShownColumns = 8;

    /// <summary>Numbers with a shape.</summary>
    /// <param name="shape">The sizes of the axes; empty for a single number.</param>
    /// <param name="data">The elements, row by row.</param>
    /// <exception cref="ArgumentException">The shape does not hold that many elements.</exception>
    public Numbers(IReadOnlyList<int> shape, double[] data)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        // Cut off, so that no product of sizes overflows.
        if (shape.Any(size => size < 0) || shape.Aggregate(1L, (length, size) => Math.Min(length * size, 1L + int.MaxValue)) != data.Length)
            throw new ArgumentException($"Numbers: shape {ShapeText(shape)} does not hold {data.Length} elements", nameof(data));
        Shape = shape;
        Data = data;
    }

    /// <summary>The sizes of the axes; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements, row by row.</summary>
    public double[] Data { get; }

    /// <inheritdoc />
    public override string Kind => Shape switch
    {
        [] => "a number",
        [0] => "an empty list",
        _ => $"numbers of shape {ShapeText(Shape)}",
    };

    /// <summary>A single number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>It, with rank 0.</returns>
    public static Numbers Of(double value) => new([], [value]);

    /// <summary>A vector.</summary>
    /// <param name="values">Its elements.</param>
    /// <returns>Numbers of rank 1.</returns>
    public static Numbers Of(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([values.Length], values);
    }

    /// <summary>Whether shape and elements are the same in every digit; NaN is the same as NaN.</summary>
    /// <param name="other">Others.</param>
    /// <returns>True when they are.</returns>
    public bool Equals(Numbers? other) => other is not null && Shape.SequenceEqual(other.Shape) && Data.AsSpan().SequenceEqual(other.Data);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Data.Length, Data.Length > 0 ? Data[0] : 0);

    /// <summary>The numbers with five digits, large ones in part: <c>[[1, 2], [3, 4]]</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Shape.Count switch
    {
        0 => Number(Data[0]),
        1 => Row(0, Data.Length),
        2 when Shape[0] <= ShownRows => $"[{string.Join(", ", Enumerable.Range(0, Shape[0]).Select(i => Row(i * Shape[1], Shape[1])))}]",
        2 => $"[{string.Join(", ", Enumerable.Range(0, 3).Select(i => Row(i * Shape[1], Shape[1])))}, ... {Shape[0]} rows]",
        _ => $"{ShapeText(Shape)} {Row(0, Data.Length)}",
    };

    /// <summary>A shape as text: <c>(2, 3)</c>, and <c>(4,)</c> for a vector.</summary>
    internal static string ShapeText(IReadOnlyList<int> shape) => shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    /// <summary>A number with five significant digits, a whole number with all of them.</summary>
    internal static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInteger(value) && Math.Abs(value) < 1e15 ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString($"G{ShownDigits}", CultureInfo.InvariantCulture);

    /// <summary>An element's place as indices: <c>[1, 0]</c>; empty for a single number.</summary>
    /// <param name="index">Which of <see cref="Data"/>.</param>
    internal string PlaceOf(int index)
    {
        if (Shape.Count == 0)
            return "";
        var place = new int[Shape.Count];
        for (var axis = Shape.Count - 1; axis >= 0; axis--)
        {
            place[axis] = index % Shape[axis];
            index /= Shape[axis];
        }
        return $"[{string.Join(", ", place)}]";
    }

    private string Row(int start, int length)
    {
        var shown = length <= ShownColumns ? length : ShownColumns - 2;
        var elements = string.Join(", ", Data.Skip(start).Take(shown).Select(Number));
        return shown == length ? $"[{elements}]" : $"[{elements}, ... {length} in all]";
    }
}
