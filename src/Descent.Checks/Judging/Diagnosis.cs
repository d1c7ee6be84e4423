namespace Descent.Checks;

/// <summary>What a wrong answer of numbers usually means: the mistakes that have a signature of their own.</summary>
internal static class Diagnosis
{
    /// <summary>The cause of a wrong shape, or null.</summary>
    public static string? OfShapes(Numbers expected, Numbers yours, double tolerance)
    {
        if (expected.Shape is [var rows, var columns] && yours.Shape is [var otherRows, var otherColumns] && rows == otherColumns && columns == otherRows
            && IsClose(expected.Data, Transposed(yours), tolerance))
        {
            return "it is transposed";
        }
        if (expected.Data.Length == yours.Data.Length && IsClose(expected.Data, yours.Data, tolerance))
            return "the numbers are right, only the shape is not";
        if (yours.Shape.Count == expected.Shape.Count + 1 && yours.Shape.Skip(1).SequenceEqual(expected.Shape))
        {
            var sums = SumOverFirst(yours);
            if (IsClose(expected.Data, sums, tolerance))
                return "it is not summed over the first axis (the batch)";
            if (IsClose(expected.Data, [.. sums.Select(sum => sum / yours.Shape[0])], tolerance))
                return "it is not averaged over the first axis (the batch)";
        }
        if (yours.Data.Length == 1 && expected.Data.Length > 1)
        {
            if (IsClose([expected.Data.Sum()], yours.Data, tolerance))
                return "it is the sum of all elements: one number where one for each is asked for";
            if (IsClose([expected.Data.Average()], yours.Data, tolerance))
                return "it is the mean of all elements: one number where one for each is asked for";
        }
        return null;
    }

    /// <summary>The cause of wrong values in the right shape, or null.</summary>
    public static string? OfValues(Numbers expected, Numbers yours, double tolerance)
    {
        var (wanted, numbers) = (expected.Data, yours.Data);
        if (numbers.Any(double.IsNaN))
            return "NaN comes from 0/0, from infinity minus infinity, or from the logarithm or the root of a negative number";
        if (numbers.Any(double.IsInfinity))
            return "infinity comes from a division by 0, the logarithm of 0, or the exponential of a large number";
        if (wanted.All(value => value == 0))
            return null;
        if (numbers.All(value => value == 0))
            return "all of it is 0: was the result ever written?";
        if (IsClose(wanted, [.. numbers.Select(value => -value)], tolerance))
            return "the sign is the other way round";
        if (Factor(wanted, numbers, tolerance) is { } factor)
            return DescribeFactor(factor);
        if (expected.Shape is [var rows, var columns] && rows == columns && rows > 1 && IsClose(wanted, Transposed(yours), tolerance))
            return "it is transposed";
        if (wanted.Length > 1)
        {
            if (IsClose(wanted, [.. Enumerable.Reverse(numbers)], tolerance))
                return "it is in reverse order";
            if (IsClose([.. wanted.Order()], [.. numbers.Order()], tolerance))
                return "the numbers are right, but in another order";
            var offset = numbers[0] - wanted[0];
            if (IsClose(wanted, [.. numbers.Select(value => value - offset)], tolerance))
                return $"every element is {Numbers.Number(Math.Abs(offset))} too {(offset > 0 ? "large" : "small")}";
        }
        if (wanted.All(value => value is >= 0 and <= 1) && IsClose(wanted, [.. numbers.Select(value => 1 - value)], tolerance))
            return "it is 1 minus what is asked for";
        if (wanted.Zip(numbers).All(pair => IsRounded(pair.First, pair.Second)))
            return "it is rounded; keep all digits";
        return null;
    }

    /// <summary>The one factor that lies between all elements, or null.</summary>
    private static double? Factor(double[] expected, double[] yours, double tolerance)
    {
        // A single number is some multiple of any other: there only a telling factor tells.
        var largest = Enumerable.Range(0, expected.Length).MaxBy(i => Math.Abs(expected[i]));
        var factor = yours[largest] / expected[largest];
        if (factor == 0 || !double.IsFinite(factor) || !IsClose(expected, [.. yours.Select(value => value / factor)], tolerance))
            return null;
        return expected.Length > 1 || Telling(Math.Abs(factor)) is not null ? factor : null;
    }

    private static string DescribeFactor(double factor)
    {
        var size = Math.Abs(factor);
        var what = Telling(size)
            ?? (IsNear(size, Math.Round(size)) && size > 2.5 ? $"it is {Math.Round(size):0} times as large as it should be: is a sum there where a mean is asked for?"
            : IsNear(1 / size, Math.Round(1 / size)) && size < 0.4 ? $"it should be {Math.Round(1 / size):0} times as large: is it divided by a size, as a mean is, where that is not asked for?"
            : $"it is {Numbers.Number(size)} times as large as it should be");
        return factor < 0 ? $"{what}, and the sign is the other way round" : what;
    }

    /// <summary>What a factor means even between two single numbers.</summary>
    private static string? Telling(double size)
    {
        if (IsNear(size, 2))
            return "it is twice what it should be: is a factor of 1/2 missing?";
        if (IsNear(size, 0.5))
            return "it is half of what it should be: is a factor of 2 missing?";
        if (IsNear(size, 1 / Math.Log(2)) || IsNear(size, 1 / Math.Log(10)))
            return "the logarithm has another base: the natural logarithm is asked for";
        return null;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-4 * Math.Abs(b);

    /// <summary>Whether a number is another with two to four of its digits.</summary>
    private static bool IsRounded(double exact, double rounded) =>
        Enumerable.Range(2, 3).Any(digits => Math.Abs(Math.Round(exact, digits) - rounded) < 1e-12);

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
