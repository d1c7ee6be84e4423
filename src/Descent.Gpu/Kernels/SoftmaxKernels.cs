using System.Numerics;
using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>One group for each row of scores (with a stride, for axes that are not the last): its threads take every n-th class.</summary>
internal static class SoftmaxKernels<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>Threads of a group: the last axis of networks is short, and a warp needs no waiting.</summary>
    public const int Threads = 32;

    /// <summary>y = softmax of x along count, or its logarithm.</summary>
    public static void Softmax(ArrayView<T> x, int count, int inner, ArrayView<T> y, int logarithm)
    {
        var start = ((Grid.IdxX / inner) * count * inner) + (Grid.IdxX % inner);
        var largest = Largest(x, start, count, inner);
        var sum = ExpSum(x, start, count, inner, largest);
        var logSum = TReal.Log(sum);
        for (var n = Group.IdxX; n < count; n += Group.DimX)
        {
            var at = start + (n * inner);

            // Not x - (largest + log Σ): beside a large logit the logarithm would be rounded away.
            y[at] = logarithm != 0 ? x[at] - largest - logSum : TReal.Exp(x[at] - largest) / sum;
        }
    }

    /// <summary>gradX = y (gradY - Σ gradY y), or gradY - eʸ Σ gradY.</summary>
    public static void SoftmaxGradient(ArrayView<T> y, ArrayView<T> gradY, int count, int inner, ArrayView<T> gradX, int logarithm)
    {
        var start = ((Grid.IdxX / inner) * count * inner) + (Grid.IdxX % inner);
        var part = T.Zero;
        for (var n = Group.IdxX; n < count; n += Group.DimX)
        {
            var at = start + (n * inner);
            part += logarithm != 0 ? gradY[at] : gradY[at] * y[at];
        }

        var sum = Groups<T>.Sum(part);
        for (var n = Group.IdxX; n < count; n += Group.DimX)
        {
            var at = start + (n * inner);
            gradX[at] = logarithm != 0 ? gradY[at] - (TReal.Exp(y[at]) * sum) : y[at] * (gradY[at] - sum);
        }
    }

    /// <summary>
    /// losses[row] = -Σ t log softmax. A label that is no class makes the row's loss NaN, and the first row to find one says so in
    /// <paramref name="fault"/>: row + 1, label, classes.
    /// </summary>
    public static void CrossEntropy(ArrayView<T> logits, int classes, ArrayView<T> targets, int areLabels, T smoothing, ArrayView<T> losses, ArrayView<int> faultRow, ArrayView<double> fault)
    {
        var (row, start) = (Grid.IdxX, Grid.IdxX * classes);
        var largest = Largest(logits, start, classes, 1);
        var logSum = TReal.Log(ExpSum(logits, start, classes, 1, largest));
        var uniform = smoothing / TReal.From(classes);
        var part = T.Zero;
        for (var k = Group.IdxX; k < classes; k += Group.DimX)
        {
            var target = areLabels != 0 ? (targets[row] == TReal.From(k) ? T.One : T.Zero) : targets[start + k];
            var weight = ((T.One - smoothing) * target) + uniform;

            // An infinite score of a class that does not count must not make the loss NaN.
            if (weight != T.Zero)
                part += weight * (largest - logits[start + k] + logSum);
        }

        var loss = Groups<T>.Sum(part);
        if (Group.IdxX != 0)
            return;
        losses[row] = loss;
        if (areLabels == 0)
            return;
        var label = targets[row];
        if (label >= T.Zero && label < TReal.From(classes) && label == TReal.From(TReal.ToInt(label)))
            return;
        losses[row] = TReal.From(double.NaN);
        if (Atomic.CompareExchange(ref faultRow[0], 0, row + 1) == 0)
        {
            fault[0] = TReal.ToDouble(label);
            fault[1] = classes;
        }
    }

    /// <summary>gradLogits = gradLosses (Σ t · softmax - t).</summary>
    public static void CrossEntropyGradient(ArrayView<T> logits, int classes, ArrayView<T> targets, int areLabels, T smoothing, ArrayView<T> gradLosses, ArrayView<T> gradLogits)
    {
        var (row, start) = (Grid.IdxX, Grid.IdxX * classes);
        var largest = Largest(logits, start, classes, 1);
        var sum = ExpSum(logits, start, classes, 1, largest);
        var uniform = smoothing / TReal.From(classes);
        var part = T.Zero;
        if (areLabels == 0)
        {
            for (var k = Group.IdxX; k < classes; k += Group.DimX)
                part += targets[start + k];
        }

        var total = areLabels != 0 ? T.One : ((T.One - smoothing) * Groups<T>.Sum(part)) + smoothing;
        for (var k = Group.IdxX; k < classes; k += Group.DimX)
        {
            var target = areLabels != 0 ? (targets[row] == TReal.From(k) ? T.One : T.Zero) : targets[start + k];
            var probability = TReal.Exp(logits[start + k] - largest) / sum;
            gradLogits[start + k] = gradLosses[row] * ((probability * total) - (((T.One - smoothing) * target) + uniform));
        }
    }

    private static T Largest(ArrayView<T> x, int start, int count, int inner)
    {
        var largest = x[start];
        for (var n = Group.IdxX; n < count; n += Group.DimX)
            largest = Functions<T, TReal>.Max(largest, x[start + (n * inner)]);
        return Groups<T>.Max(largest);
    }

    private static T ExpSum(ArrayView<T> x, int start, int count, int inner, T largest)
    {
        var sum = T.Zero;
        for (var n = Group.IdxX; n < count; n += Group.DimX)
            sum += TReal.Exp(x[start + (n * inner)] - largest);
        return Groups<T>.Sum(sum);
    }
}
