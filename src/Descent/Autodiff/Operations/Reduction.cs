using Descent.Backends;

namespace Descent.Autodiff.Operations;

/// <summary>y = (Σ x) / divisor along one axis: a sum, or a mean. Every element's gradient is its sum's / divisor.</summary>
internal sealed class Sum(Tensor x, int axis, bool keepDims, int divisor = 1) : Operation(divisor == 1 ? "Sum" : "Mean", x)
{
    private readonly (int Outer, int Count, int Inner) parts = x.Shape.Around(axis);
    private readonly Shape shape = keepDims ? x.Shape.With(axis, 1) : x.Shape.With(axis);

    protected override Shape OutputShape => shape;

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor y) => Backend.Sum(Inputs[0], parts.Outer, parts.Count, parts.Inner, y, divisor);

    public override Tensor BeforeInputs(Tensor y, Tensor gradY)
    {
        if (divisor == 1)
            return gradY;
        var divided = Tensor.Empty(shape, gradY.DType, gradY.Device);
        Backend.Unary(UnaryKind.DivideScalar, gradY, divided, divisor, 0);
        return divided;
    }

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradX)
    {
        int[] sizes = [parts.Outer, parts.Count, parts.Inner];
        Backend.Copy(new StridedView(gradY, 0, sizes, [parts.Inner, 0, 1]), new StridedView(gradX, 0, sizes, [parts.Count * parts.Inner, parts.Inner, 1]));
    }
}

/// <summary>Sums that undo broadcasting.</summary>
internal static class Reduction
{
    /// <summary>Sums over every axis along which <paramref name="target"/> was stretched to <paramref name="source"/>'s shape.</summary>
    public static void SumTo(Tensor source, Tensor target)
    {
        var current = source;
        var missing = source.Rank - target.Rank;
        for (var axis = 0; axis < source.Rank;)
        {
            // Neighbouring axes that are summed are summed in one go.
            var end = axis;
            while (end < source.Rank && IsSummed(end))
                end++;
            if (end == axis)
            {
                axis++;
                continue;
            }

            var (outer, count, inner) = (1, 1, 1);
            for (var i = 0; i < source.Rank; i++)
            {
                // Axes before this run that were summed have size 1 in `current` by now.
                var size = i < axis && IsSummed(i) ? 1 : source.Shape[i];
                if (i < axis)
                    outer *= size;
                else if (i < end)
                    count *= size;
                else
                    inner *= size;
            }

            var isLast = !AnySummedFrom(end);
            var sum = isLast ? target : Tensor.Empty([outer * inner], source.DType, source.Device);
            source.Backend.Sum(current, outer, count, inner, sum);
            if (current != source)
                current.Recycle();
            current = sum;
            axis = end;
        }

        bool IsSummed(int axis) => axis < missing || (target.Shape[axis - missing] == 1 && source.Shape[axis] != 1);

        bool AnySummedFrom(int axis)
        {
            for (var i = axis; i < source.Rank; i++)
            {
                if (IsSummed(i))
                    return true;
            }

            return false;
        }
    }
}
