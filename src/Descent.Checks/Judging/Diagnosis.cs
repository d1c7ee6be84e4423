namespace Descent.Checks;

/// <summary>
/// What a wrong answer of numbers usually means: the mistakes that have a signature of their own. Better none than a wrong one: nothing is
/// said of what too few numbers tell, such as a factor between two single numbers or an order of zeros and ones.
/// </summary>
internal static class Diagnosis
{
    /// <summary>The cause of a wrong shape, or null.</summary>
    public static string? OfShapes(Numbers expected, Numbers yours, double tolerance)
    {
        tolerance = Bounded(tolerance);
        var (wanted, numbers) = (expected.Data, yours.Data);
        if (expected.Shape is [var rows, var columns] && yours.Shape is [var otherRows, var otherColumns] && rows == otherColumns && columns == otherRows
            && IsClose(wanted, Transposed(yours), tolerance))
        {
            return "it is transposed";
        }
        if (IsClose(wanted, numbers, tolerance))
            return "the numbers are right, only the shape is not";
        // Zeros are the sum, the mean and whatever else of zeros.
        if (!AreFinite(wanted) || !AreFinite(numbers) || AreZero(wanted) || AreZero(numbers))
            return null;
        if (yours.Shape.Count == expected.Shape.Count + 1 && yours.Shape.Skip(1).SequenceEqual(expected.Shape))
        {
            var sums = SumOverFirst(yours);
            if (IsClose(wanted, sums, tolerance))
                return "it is not summed over the first axis (the batch)";
            if (IsClose(wanted, [.. sums.Select(sum => sum / yours.Shape[0])], tolerance))
                return "it is not averaged over the first axis (the batch)";
        }
        if (numbers.Length == 1 && wanted.Length > 1)
        {
            if (IsClose([wanted.Sum()], numbers, tolerance))
                return "it is the sum of all elements: one number where one for each is asked for";
            if (!IsClose([wanted.Min()], [wanted.Max()], tolerance) && IsClose([wanted.Average()], numbers, tolerance))
                return "it is the mean of all elements: one number where one for each is asked for";
        }
        return null;
    }

    /// <summary>The cause of wrong values in the right shape, or null; two of them where both explain the answer.</summary>
    public static string? OfValues(Numbers expected, Numbers yours, double tolerance)
    {
        tolerance = Bounded(tolerance);
        var (wanted, numbers) = (expected.Data, yours.Data);
        var unlike = numbers.Where((value, i) => !value.Equals(wanted[i]) && double.IsFinite(wanted[i])).ToList();
        if (unlike.Exists(double.IsNaN))
            return "NaN comes from 0/0, from infinity minus infinity, or from the logarithm or the root of a negative number";
        if (unlike.Exists(double.IsInfinity))
            return "infinity comes from a division by 0, the logarithm of 0, or the exponential of a large number";
        if (AreZero(wanted))
            return null;
        if (AreZero(numbers))
        {
            return numbers.Length > 1 ? "all of it is 0: was the result ever written?"
                : "it is 0: was the result ever written, or is a division of whole numbers, such as 1 / 2, in it?";
        }
        if (IsRounded(wanted, numbers))
            return "it is rounded; keep all digits";
        // What is nearly right is nearly anything that leaves the right answer as it is.
        if (IsClose(wanted, numbers, tolerance))
            return null;
        return Explanations(expected, yours, tolerance).Take(2).ToList() switch
        {
            [var one] => one,
            [var one, var other] => $"{one}{(one.EndsWith('?') ? " Or" : ", or")} {other}",
            _ => null,
        };
    }

    private static IEnumerable<string> Explanations(Numbers expected, Numbers yours, double tolerance)
    {
        var (wanted, numbers) = (expected.Data, yours.Data);
        if (IsClose(wanted, [.. numbers.Select(value => -value)], tolerance))
            yield return "the sign is the other way round";
        if (!AreFinite(wanted) || !AreFinite(numbers))
            yield break;
        var sorted = wanted.Order().ToArray();
        var step = tolerance * wanted.Max(Math.Abs);
        var distinct = 1 + sorted.Skip(1).Where((value, i) => value - sorted[i] > step).Count();
        if (Factor(expected, numbers, tolerance) is { } factor)
            yield return DescribeFactor(factor);
        // A single number may have come in another shape, which may have fewer axes.
        var isTransposed = expected.Shape is [var rows, var columns] && rows == columns && yours.Shape.SequenceEqual(expected.Shape) && IsClose(wanted, Transposed(yours), tolerance);
        if (isTransposed)
            yield return "it is transposed";
        // Zeros and ones are soon right in another order.
        if (!isTransposed && (distinct > 2 || (wanted.Length == 2 && distinct == 2 && sorted is not [0, 1])))
        {
            if (IsClose(wanted, [.. Enumerable.Reverse(numbers)], tolerance))
                yield return "it is in reverse order";
            else if (IsClose(sorted, [.. numbers.Order()], tolerance))
                yield return "the numbers are right, but in another order";
        }
        var offset = numbers[0] - wanted[0];
        if (distinct > 1 && IsClose(wanted, [.. numbers.Select(value => value - offset)], tolerance))
            yield return $"every element is {Numbers.Number(Math.Abs(offset))} too {(offset > 0 ? "large" : "small")}";
        if (sorted[0] >= 0 && sorted[^1] <= 1 && IsClose(wanted, [.. numbers.Select(value => 1 - value)], tolerance))
            yield return "it is 1 minus what is asked for";
    }

    /// <summary>The one factor other than 1 and -1 that lies between all elements, or null.</summary>
    private static double? Factor(Numbers expected, double[] yours, double tolerance)
    {
        var wanted = expected.Data;
        var largest = Enumerable.Range(0, wanted.Length).MaxBy(i => Math.Abs(wanted[i]));
        var factor = yours[largest] / wanted[largest];
        var size = Math.Abs(factor);
        if (factor == 0 || !double.IsFinite(factor) || IsNear(size, 1) || !IsClose(wanted, [.. yours.Select(value => value / factor)], tolerance))
            return null;
        // A single number is some multiple of any other, and so are equal ones: there only a telling factor tells, such as their number.
        var sizes = wanted.Select(Math.Abs).Where(value => value > tolerance * Math.Abs(wanted[largest])).ToList();
        var isOne = sizes.Max() - sizes.Min() <= tolerance * sizes.Max();
        return !isOne || Telling(size) is not null || expected.Shape.Append(wanted.Length).Any(length => IsNear(size, length) || IsNear(1 / size, length)) ? factor : null;
    }

    private static string DescribeFactor(double factor)
    {
        var size = Math.Abs(factor);
        var what = Telling(size)
            ?? (IsWhole(size) ? $"it is {Math.Round(size):0} times as large as it should be: is a sum there where a mean is asked for?"
            : IsWhole(1 / size) ? $"it should be {Math.Round(1 / size):0} times as large: is it divided by a size, as a mean is, where that is not asked for?"
            : $"it is {Numbers.Number(size)} times as large as it should be");
        return factor < 0 ? $"the sign is the other way round, and {what}" : what;
    }

    /// <summary>What a factor means even between two single numbers.</summary>
    private static string? Telling(double size)
    {
        if (IsNear(size, 2))
            return "it is twice what it should be: is a factor of 1/2 missing, or is a sum of two there where their mean is asked for?";
        if (IsNear(size, 0.5))
            return "it is half of what it should be: is a factor of 2 missing, or is a mean of two there where their sum is asked for?";
        if (IsNear(size, 1 / Math.Log(2)) || IsNear(size, 1 / Math.Log(10)))
            return "the logarithm has another base: the natural logarithm is asked for";
        return null;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-4 * Math.Abs(b);

    private static bool IsWhole(double size) => size > 1.5 && Math.Abs(size - Math.Round(size)) <= 1e-4 + (1e-6 * size);

    /// <summary>Whether numbers are others with two to four decimals.</summary>
    private static bool IsRounded(double[] exact, double[] rounded) =>
        // Whole numbers tell nothing of decimals.
        !Array.TrueForAll(rounded, double.IsInteger)
        && Enumerable.Range(2, 3).Any(digits => exact.Zip(rounded).All(pair => IsRounded(pair.First, pair.Second, digits)))
        && exact.Zip(rounded).Any(pair => Math.Abs(pair.First - pair.Second) > 2 * Slack(pair.Second));

    private static bool IsRounded(double exact, double rounded, int digits)
    {
        var unit = Math.Pow(10, -digits);
        return Slack(rounded) < 0.05 * unit && Math.Abs(Math.Round(rounded, digits) - rounded) <= Slack(rounded) && Math.Abs(exact - rounded) <= (0.5 * unit) + Slack(rounded);
    }

    /// <summary>What single precision may add to a number.</summary>
    private static double Slack(double value) => 1e-7 * Math.Max(1, Math.Abs(value));

    /// <summary>A check may be lenient, and noise be right; a signature must be there.</summary>
    private static double Bounded(double tolerance) => Math.Clamp(tolerance, 1e-6, 1e-3);

    private static bool AreFinite(double[] values) => Array.TrueForAll(values, double.IsFinite);

    private static bool AreZero(double[] values) => Array.TrueForAll(values, value => value == 0);

    private static bool IsClose(double[] expected, double[] yours, double tolerance) =>
        expected.Length == yours.Length && Comparison.RelativeError(expected, yours).Error <= tolerance;

    private static double[] Transposed(Numbers matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var transposed = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                transposed[(j * rows) + i] = matrix.Data[(i * columns) + j];
        }
        return transposed;
    }

    private static double[] SumOverFirst(Numbers numbers)
    {
        if (numbers.Shape[0] == 0)
            return [];
        var length = numbers.Data.Length / numbers.Shape[0];
        var sums = new double[length];
        for (var i = 0; i < numbers.Data.Length; i++)
            sums[i % length] += numbers.Data[i];
        return sums;
    }
}
