using System.Runtime.CompilerServices;
using Descent.Autodiff.Operations;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>The matrix with rows and columns exchanged; for more axes, the last two are.</summary>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public Tensor T => Transpose();

    /// <summary>
    /// Picks elements as a new tensor: <c>x[0]</c> the first row, <c>x[1..3, ^1]</c>, <c>x[.., TensorIndex.Every(2, ..)]</c>. Axes that
    /// are not named are taken whole. Setting copies into the picked places, with broadcasting and converting the type.
    /// </summary>
    /// <param name="index">One for each axis, from the first.</param>
    /// <exception cref="ArgumentException">Too many indices, or one out of range; when setting, a value that does not broadcast.</exception>
    [IndexerName("Picked")]
    public Tensor this[params ReadOnlySpan<TensorIndex> index]
    {
        get => new Slice(this, IndexPlan.For(Shape, index)).Run();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var plan = IndexPlan.For(Shape, index);
            CheckInPlace("Slice assignment", value);
            CheckSameDevice("Slice assignment", value);
            var stretched = value.To(DType).Expand(plan.Shape);
            Backend.Copy(new(stretched, 0, plan.Sizes, new Shape(plan.Sizes).Strides()), plan.View(this));
            Storage.Version++;
        }
    }

    /// <summary>The same elements, row by row, in another shape. Shares the elements.</summary>
    /// <param name="shape">The new sizes; one of them may be -1: what is left.</param>
    /// <exception cref="ArgumentException">The number of elements would change.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> shape)
    {
        var sizes = shape.ToArray();
        var open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            var known = 1;
            for (var i = 0; i < sizes.Length; i++)
                known *= i == open ? 1 : sizes[i];
            sizes[open] = known > 0 && Length % known == 0 ? Length / known : throw Misfit(shape);
        }

        var target = new Shape(sizes);
        return target.Length == Length ? new Reshape(this, target).Run() : throw Misfit(shape);

        ArgumentException Misfit(ReadOnlySpan<int> wanted) => new(
            $"Reshape: shape {Shape} has {Length} elements, which do not make ({string.Join(", ", wanted.ToArray())})", nameof(shape));
    }

    /// <summary>The same elements in another shape. Shares the elements.</summary>
    /// <param name="shape">The new shape, with as many elements.</param>
    [OverloadResolutionPriority(-1)]
    public Tensor Reshape(Shape shape) => Reshape(shape.Sizes);

    /// <summary>All axes but the first folded into one: (n, a, b) becomes (n, a b).</summary>
    public Tensor Flatten() => Rank == 0 ? Reshape(1, 1) : Reshape(Shape[0], new Shape(Shape.Sizes[1..]).Length);

    /// <summary>The last two axes exchanged.</summary>
    /// <exception cref="ArgumentException">There are fewer than two axes.</exception>
    public Tensor Transpose() => Transpose(-2, -1);

    /// <summary>Two axes exchanged.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public Tensor Transpose(int axis1, int axis2)
    {
        var (a, b) = (Shape.Axis(axis1, "Transpose"), Shape.Axis(axis2, "Transpose"));
        var axes = new int[Rank];
        for (var i = 0; i < Rank; i++)
            axes[i] = i == a ? b : i == b ? a : i;
        return new Permute(this, axes).Run();
    }

    /// <summary>The axes in another order: result axis i is this tensor's axis <c>axes[i]</c>.</summary>
    /// <exception cref="ArgumentException">Not every axis is named once.</exception>
    public Tensor Permute(params ReadOnlySpan<int> axes)
    {
        var order = new int[axes.Length];
        var seen = new bool[Rank];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = Shape.Axis(axes[i], "Permute");
            seen[order[i]] = true;
        }

        if (order.Length != Rank || Array.Exists(seen, s => !s))
            throw new ArgumentException($"Permute: ({string.Join(", ", axes.ToArray())}) does not name each of the {Rank} axes of {Shape} once", nameof(axes));
        return new Permute(this, order).Run();
    }

    /// <summary>A new axis of size 1.</summary>
    /// <param name="axis">Where it will be in the result; negative counts from the end.</param>
    public Tensor Unsqueeze(int axis)
    {
        var at = axis < 0 ? axis + Rank + 1 : axis;
        if (at < 0 || at > Rank)
            throw new ArgumentException($"Unsqueeze: axis {axis} does not fit shape {Shape} (use {-Rank - 1}..{Rank})", nameof(axis));
        return Reshape([.. Shape.Sizes[..at], 1, .. Shape.Sizes[at..]]);
    }

    /// <summary>Without one axis of size 1.</summary>
    /// <exception cref="ArgumentException">The axis has another size.</exception>
    public Tensor Squeeze(int axis)
    {
        var at = Shape.Axis(axis, "Squeeze");
        if (Shape[at] != 1)
            throw new ArgumentException($"Squeeze: axis {axis} of shape {Shape} has size {Shape[at]}, not 1", nameof(axis));
        return Reshape(Shape.With(at));
    }

    /// <summary>Stretched by broadcasting, as a copy.</summary>
    /// <exception cref="ArgumentException">The shape does not broadcast to the other.</exception>
    public Tensor Expand(Shape shape)
    {
        if (shape == Shape)
            return this;
        if (Shape.Broadcast(Shape, shape, "Expand") != shape)
            throw new ArgumentException($"Expand: shape {Shape} does not stretch to {shape}", nameof(shape));
        return Add(Full(shape, 0, DType, Device));
    }

    /// <summary>The elements in another type. Differentiable; the tensor itself where it already has the type.</summary>
    public Tensor To(DType dtype) => dtype == DType ? this : new ConvertType(this, dtype).Run();

    /// <summary>The elements on another device. Differentiable; the tensor itself where it already is there.</summary>
    /// <param name="device">Where to, for example <see cref="Device.Best"/>.</param>
    public Tensor To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device == Device ? this : new Transfer(this, device).Run();
    }

    /// <summary>Slices along an axis, in the order of <paramref name="index"/>, repeats allowed: rows of an embedding, a batch of a data set.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="index">Places along the axis, 0..size-1.</param>
    /// <exception cref="ArgumentException">A place is out of range.</exception>
    public Tensor IndexSelect(int axis, params int[] index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var at = Shape.Axis(axis, "IndexSelect");
        foreach (var i in index)
        {
            if (i < 0 || i >= Shape[at])
                throw new ArgumentException($"IndexSelect: index {i} is out of range at axis {axis} of shape {Shape} (use 0..{Shape[at] - 1})", nameof(index));
        }

        return new IndexSelect(this, at, index).Run();
    }

    /// <summary>One element for each index: y[i, j] = x[i, index[i, j]] along axis 1, and likewise along others.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="index">Whole numbers 0..size-1; shaped as this tensor but along the axis.</param>
    /// <exception cref="ArgumentException">The shapes differ elsewhere, or a number is not a place on the axis.</exception>
    public Tensor Gather(int axis, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var at = Shape.Axis(axis, "Gather");
        if (index.Rank != Rank || index.Shape.With(at) != Shape.With(at))
            throw new ArgumentException($"Gather: the index is {index.Shape}, but must be {Shape} except along axis {axis}", nameof(index));
        foreach (var i in index.ToArray<double>())
        {
            if (!(i >= 0 && i < Shape[at] && i == Math.Floor(i)))
                throw new ArgumentException($"Gather: index {i} is not a place on axis {axis} of shape {Shape} (use 0..{Shape[at] - 1})", nameof(index));
        }

        return new Gather(this, at, index.To(DType).Detach()).Run();
    }

    /// <summary>Tensors one after the other along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="tensors">At least one; same shapes but along the axis.</param>
    /// <exception cref="ArgumentException">There are none, or the shapes differ elsewhere.</exception>
    public static Tensor Concat(int axis, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0)
            throw new ArgumentException("Concat: there are no tensors", nameof(tensors));
        foreach (var tensor in tensors)
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
        return new Concat(tensors, tensors[0].Shape.Axis(axis, "Concat")).Run();
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    /// <param name="axis">Where the new axis will be.</param>
    /// <param name="tensors">At least one; same shapes.</param>
    /// <exception cref="ArgumentException">There are none, or the shapes differ.</exception>
    public static Tensor Stack(int axis, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var tensor in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (tensor.Shape != tensors[0].Shape)
                throw new ArgumentException($"Stack: shapes {tensors[0].Shape} and {tensor.Shape} differ", nameof(tensors));
        }

        return Concat(axis, Array.ConvertAll(tensors, tensor => tensor.Unsqueeze(axis)));
    }

    /// <summary>Another shape for the same elements, unrecorded and unchecked.</summary>
    internal Tensor View(Shape shape) => new(Storage, Offset, shape, Device);
}
