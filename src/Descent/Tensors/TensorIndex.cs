namespace Descent;

/// <summary>
/// What to take along one axis: a place (<c>3</c>, <c>^1</c>; the axis goes away), a range (<c>1..3</c>, <c>..</c>) or a range with a
/// step (<see cref="Every"/>).
/// </summary>
public readonly struct TensorIndex
{
    private readonly Range range;
    private readonly int step;
    private readonly bool isPlace;

    private TensorIndex(Range range, int step, bool isPlace) => (this.range, this.step, this.isPlace) = (range, step, isPlace);

    /// <summary>One place; negative counts from the end.</summary>
    public static implicit operator TensorIndex(int place) => place < 0 ? new Index(-place, fromEnd: true) : new Index(place);

    /// <summary>One place.</summary>
    public static implicit operator TensorIndex(Index place) => new(place..place, 1, isPlace: true);

    /// <summary>A range.</summary>
    public static implicit operator TensorIndex(Range range) => new(range, 1, isPlace: false);

    /// <summary>Every <paramref name="step"/>-th place of a range: <c>TensorIndex.Every(2, ..)</c>.</summary>
    /// <param name="step">At least 1.</param>
    /// <param name="range">The range.</param>
    public static TensorIndex Every(int step, Range range)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return new TensorIndex(range, step, isPlace: false);
    }

    /// <inheritdoc />
    public override string ToString() => isPlace ? range.Start.ToString() : step == 1 ? range.ToString() : $"{range} by {step}";

    internal (int Start, int Count, int Step, bool Keep) Resolve(Shape shape, int axis)
    {
        var size = shape[axis];
        var start = range.Start.GetOffset(size);
        var end = isPlace ? start + 1 : range.End.GetOffset(size);
        if (start < 0 || end > size || end < start)
            throw new ArgumentException($"Slice: {this} is out of range at axis {axis} of shape {shape}, which has places 0..{size - 1}");
        return (start, end == start ? 0 : ((end - start - 1) / step) + 1, step, !isPlace);
    }
}

/// <summary>Indices worked out for one shape.</summary>
/// <param name="Shape">The result's shape, without the axes of which one place was taken.</param>
/// <param name="Sizes">Elements taken along every axis of the source.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Strides">Steps in the source.</param>
internal sealed record IndexPlan(Shape Shape, int[] Sizes, int Offset, int[] Strides)
{
    public static IndexPlan For(Shape shape, ReadOnlySpan<TensorIndex> index)
    {
        if (index.Length > shape.Rank)
            throw new ArgumentException($"Slice: {index.Length} indices for a tensor of shape {shape}, which has {shape.Rank} axes");
        var strides = shape.Strides();
        var sizes = shape.ToArray();
        var kept = new List<int>();
        var offset = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var (start, count, step, keep) = axis < index.Length ? index[axis].Resolve(shape, axis) : (0, sizes[axis], 1, true);
            offset += start * strides[axis];
            strides[axis] *= step;
            sizes[axis] = count;
            if (keep)
                kept.Add(count);
        }

        return new IndexPlan(new Shape([.. kept]), sizes, offset, strides);
    }

    public Backends.StridedView View(Tensor tensor) => new(tensor, Offset, Sizes, Strides);
}
