using Descent.Autodiff.Operations;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>The sum of all elements.</summary>
    public Tensor Sum() => Reduce(Shape.Length, x => new Sum(x, 0, keepDims: false).Run());

    /// <summary>Sums along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Sum(int axis, bool keepDims = false) => new Sum(this, Shape.Axis(axis, "Sum"), keepDims).Run();

    /// <summary>The mean of all elements.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Mean() => Reduce(NotEmpty(Length, "Mean"), x => new Sum(x, 0, keepDims: false, divisor: x.Length).Run());

    /// <summary>Means along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="InvalidOperationException">The axis has size 0.</exception>
    public Tensor Mean(int axis, bool keepDims = false)
    {
        var at = Shape.Axis(axis, "Mean");
        return new Sum(this, at, keepDims, NotEmpty(Shape[at], "Mean")).Run();
    }

    /// <summary>Mean squared distances from the mean, along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="unbiased">Whether to divide by n - 1 (the estimate of a population's variance) instead of n.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <exception cref="InvalidOperationException">There is nothing to divide by: size 0, or size 1 for the unbiased one.</exception>
    public Tensor Var(int axis, bool unbiased = true, bool keepDims = false)
    {
        var n = Shape[Shape.Axis(axis, "Var")] - (unbiased ? 1 : 0);
        return new Sum((this - Mean(axis, keepDims: true)).Square(), Shape.Axis(axis, "Var"), keepDims, NotEmpty(n, "Var")).Run();
    }

    /// <summary>The largest element; the gradient goes to the first of them.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Max() => Reduce(NotEmpty(Length, "Max"), x => x.Max(0));

    /// <summary>The largest element along an axis; the gradient goes to the first of them.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Max(int axis, bool keepDims = false) => Pick(axis, keepDims, smallest: false, "Max");

    /// <summary>The smallest element; the gradient goes to the first of them.</summary>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public Tensor Min() => Reduce(NotEmpty(Length, "Min"), x => x.Min(0));

    /// <summary>The smallest element along an axis; the gradient goes to the first of them.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Min(int axis, bool keepDims = false) => Pick(axis, keepDims, smallest: true, "Min");

    /// <summary>Where the largest element is along an axis (the first of them), as whole numbers. Not differentiable.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor ArgMax(int axis, bool keepDims = false) => Locate(axis, keepDims, smallest: false, "ArgMax");

    /// <summary>Where the smallest element is along an axis (the first of them), as whole numbers. Not differentiable.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor ArgMin(int axis, bool keepDims = false) => Locate(axis, keepDims, smallest: true, "ArgMin");

    /// <summary>log Σ eˣ along an axis, computed without overflow.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor LogSumExp(int axis, bool keepDims = false)
    {
        // The largest element is a constant here: whatever is subtracted and added again leaves the gradient as it is.
        // Kept finite, as infinity - infinity is NaN.
        var limit = DType == DType.Float32 ? float.MaxValue : double.MaxValue;
        var largest = Detach().Max(axis, keepDims: true).Clamp(-limit, limit);
        var result = (this - largest).Exp().Sum(axis, keepDims: true).Log() + largest;
        return keepDims ? result : result.Squeeze(axis);
    }

    private int NotEmpty(int count, string operation) =>
        count > 0 ? count : throw new InvalidOperationException($"{operation}: shape {Shape} has too few elements to take it of");

    /// <summary>From here on, not every whole number is one of the type's.</summary>
    private static int PlacesIn(DType dtype) => dtype == DType.Float32 ? 1 << 24 : int.MaxValue;

    private Tensor Reduce(int length, Func<Tensor, Tensor> alongFirstAxis) =>
        alongFirstAxis(Rank == 1 ? this : Reshape(length));

    private Tensor Locate(int axis, bool keepDims, bool smallest, string operation)
    {
        var at = Shape.Axis(axis, operation);
        var (outer, count, inner) = Shape.Around(at);
        NotEmpty(count, operation);
        if (count > PlacesIn(DType))
            throw new ArgumentException($"{operation}: {count:N0} places along axis {axis} of shape {Shape} cannot all be told apart in {DType}; use .To(DType.Float64)");
        var place = Empty(keepDims ? Shape.With(at, 1) : Shape.With(at), DType, Device);
        Backend.ArgMax(this, outer, count, inner, place, smallest);
        return place;
    }

    private Tensor Pick(int axis, bool keepDims, bool smallest, string operation)
    {
        var at = Shape.Axis(axis, operation);
        if (Shape[at] > PlacesIn(DType))
        {
            var indices = new TensorIndex[at + 1];
            Array.Fill(indices, ..);
            indices[at] = ..(Shape[at] / 2);
            var first = this[indices].Pick(at, keepDims: true, smallest, operation);
            indices[at] = (Shape[at] / 2)..;
            return Concat(at, first, this[indices].Pick(at, keepDims: true, smallest, operation)).Pick(at, keepDims, smallest, operation);
        }

        var picked = new Gather(this, at, Locate(at, keepDims: true, smallest, operation)).Run();
        return keepDims ? picked : picked.Squeeze(at);
    }
}
