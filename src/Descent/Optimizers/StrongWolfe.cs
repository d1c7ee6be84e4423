namespace Descent;

/// <summary>
/// Finds how far to go along a direction: a t with
/// φ(t) ≤ φ(0) + c₁ t φ'(0) (the loss has fallen enough) and |φ'(t)| ≤ c₂ |φ'(0)| (it would hardly fall further): the strong
/// Wolfe conditions. First a bracket that holds such a t, then ever smaller ones (Nocedal, Wright 2006, algorithms 3.5 and 3.6), with the
/// numbers and safeguards of PyTorch, which has them from minFunc (Schmidt 2005).
/// </summary>
/// <param name="at">Evaluates the loss on the line.</param>
/// <param name="start">t = 0.</param>
/// <param name="reach">The largest element of the direction: turns a width in t into one in weights.</param>
/// <param name="tolerance">A bracket narrower than this, in weights, is not worth a further look.</param>
internal sealed class StrongWolfe(Func<double, LinePoint> at, LinePoint start, double reach, double tolerance)
{
    private const double C1 = 1e-4;
    private const double C2 = 0.9;
    private const int MostTrials = 25;

    private int trials;

    /// <summary>The best place found, which is the start if none is better.</summary>
    /// <param name="t">Where to look first.</param>
    public LinePoint Search(double t)
    {
        var (previous, current) = (start, at(t));
        while (trials < MostTrials)
        {
            if (IsTooHigh(current) || (trials > 1 && current.Loss >= previous.Loss))
                return Zoom(previous, current);
            if (IsFlatEnough(current))
                return current;
            if (current.Slope >= 0)
                return Zoom(previous, current);

            // Still falling: further out, where the cubic through both places has its minimum.
            var next = CubicMinimum(previous, current, current.T + (0.01 * (current.T - previous.T)), 10 * current.T);
            (previous, current) = (current, at(next));
            trials++;
        }

        return current.Loss < start.Loss ? current : start;
    }

    /// <summary>Narrows a bracket that holds a t to be found; <c>low</c> is always the better end.</summary>
    private LinePoint Zoom(LinePoint a, LinePoint b)
    {
        var (low, high) = a.Loss <= b.Loss ? (a, b) : (b, a);
        var wasNearAnEnd = false;
        while (trials < MostTrials && Math.Abs(high.T - low.T) * reach >= tolerance)
        {
            var (left, right) = low.T < high.T ? (low, high) : (high, low);
            var middle = at(AwayFromTheEnds(CubicMinimum(left, right, left.T, right.T), left.T, right.T, ref wasNearAnEnd));
            trials++;
            if (IsTooHigh(middle) || middle.Loss >= low.Loss)
            {
                (low, high) = middle.Loss < low.Loss ? (middle, low) : (low, middle);
                continue;
            }

            if (IsFlatEnough(middle))
                return middle;
            if (middle.Slope * (high.T - low.T) >= 0)
                high = low;
            low = middle;
        }

        return low;
    }

    private bool IsTooHigh(LinePoint point) => point.Loss > start.Loss + (C1 * point.T * start.Slope);

    private bool IsFlatEnough(LinePoint point) => Math.Abs(point.Slope) <= -C2 * start.Slope;

    /// <summary>
    /// The minimum of the cubic that has both places' losses and slopes (3.59), kept within bounds; their middle where there is none.
    /// </summary>
    private static double CubicMinimum(LinePoint left, LinePoint right, double least, double most)
    {
        var d1 = left.Slope + right.Slope - (3 * (left.Loss - right.Loss) / (left.T - right.T));
        var square = (d1 * d1) - (left.Slope * right.Slope);
        if (!(square >= 0) || double.IsInfinity(square))
            return (least + most) / 2;
        var d2 = Math.Sqrt(square);
        var minimum = right.T - ((right.T - left.T) * ((right.Slope + d2 - d1) / (right.Slope - left.Slope + (2 * d2))));
        return double.IsNaN(minimum) ? (least + most) / 2 : Math.Clamp(minimum, least, most);
    }

    /// <summary>
    /// A place very near an end hardly narrows the bracket: allowed once, then moved inwards by a tenth of the width.
    /// </summary>
    private static double AwayFromTheEnds(double t, double left, double right, ref bool wasNearAnEnd)
    {
        var margin = 0.1 * (right - left);
        var isNear = Math.Min(right - t, t - left) < margin;
        var mustMove = isNear && (wasNearAnEnd || t >= right || t <= left);
        wasNearAnEnd = isNear && !mustMove;
        if (!mustMove)
            return t;
        return right - t < t - left ? right - margin : left + margin;
    }
}
