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
    public Tensor Mean() => Sum() / NotEmpty(Length, "Mean");

    /// <summary>Means along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Mean(int axis, bool keepDims = false) => Sum(axis, keepDims) / NotEmpty(Shape[Shape.Axis(axis, "Mean")], "Mean");

    /// <summary>Mean squared distances from the mean, along an axis.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="unbiased">Whether to divide by n - 1 (the estimate of a population's variance) instead of n.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Var(int axis, bool unbiased = true, bool keepDims = false)
    {
        var n = Shape[Shape.Axis(axis, "Var")] - (unbiased ? 1 : 0);
        return (this - Mean(axis, keepDims: true)).Square().Sum(axis, keepDims) / NotEmpty(n, "Var");
    }

    /// <summary>The largest element.</summary>
    public Tensor Max() => Reduce(NotEmpty(Length, "Max"), x => x.Max(0));

    /// <summary>The largest element along an axis; the gradient goes to the first of them.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    public Tensor Max(int axis, bool keepDims = false) => Pick(axis, keepDims, smallest: false, "Max");

    /// <summary>The smallest element.</summary>
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
        var largest = Detach().Max(axis, keepDims: true);
        var result = (this - largest).Exp().Sum(axis, keepDims: true).Log() + largest;
        return keepDims ? result : result.Squeeze(axis);
    }

    private static int NotEmpty(int count, string operation) =>
        count > 0 ? count : throw new InvalidOperationException($"{operation}: there are too few elements to take it of");

    private Tensor Reduce(int length, Func<Tensor, Tensor> alongFirstAxis) =>
        alongFirstAxis(Rank == 1 ? this : Reshape(length));

    private Tensor Locate(int axis, bool keepDims, bool smallest, string operation)
    {
        var at = Shape.Axis(axis, operation);
        var (outer, count, inner) = Shape.Around(at);
        NotEmpty(count, operation);
        var place = Empty(keepDims ? Shape.With(at, 1) : Shape.With(at), DType, Device);
        Backend.ArgMax(this, outer, count, inner, place, smallest);
        return place;
    }

    private Tensor Pick(int axis, bool keepDims, bool smallest, string operation)
    {
        var at = Shape.Axis(axis, operation);
        var picked = new Gather(this, at, Locate(at, keepDims: true, smallest, operation)).Run();
        return keepDims ? picked : picked.Squeeze(at);
    }
}
