using System.Numerics;

namespace Descent.Charts.Rendering;

/// <summary>Checks what authors pass in and turns it into doubles, before anything is drawn.</summary>
internal static class Input
{
    public static double[] Numbers<T>(IEnumerable<T> values, string operation, string name)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values, name);
        double[] numbers = [.. values.Select(double.CreateSaturating)];
        return numbers.Length > 0
            ? numbers
            : throw new ArgumentException($"{operation}: {name} is empty; it needs at least one value.", name);
    }

    public static void SameLength(string operation, string firstName, int first, string secondName, int second)
    {
        if (first != second)
            throw new ArgumentException($"{operation}: {firstName} has {first} values and {secondName} has {second}; they must have as many.", secondName);
    }

    public static double[] Range(string operation, (double From, double To) range, int points)
    {
        if (!double.IsFinite(range.From) || !double.IsFinite(range.To) || range.From >= range.To)
            throw new ArgumentException($"{operation}: the range runs from {Words.Of(range.From)} to {Words.Of(range.To)}; it must run from a lower to a higher number.", nameof(range));
        if (points < 2)
            throw new ArgumentException($"{operation}: {points} points; it takes at least 2 to span a range.", nameof(points));
        return [.. Enumerable.Range(0, points).Select(i => range.From + (range.To - range.From) * i / (points - 1))];
    }

    public static void Rising(string operation, string name, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"{operation}: {name} holds {Words.Of(values[i])}; every place must be a number.", name);
            if (i > 0 && values[i] <= values[i - 1])
                throw new ArgumentException($"{operation}: {name} goes from {Words.Of(values[i - 1])} to {Words.Of(values[i])}; places must rise.", name);
        }
    }

    public static void NotEmpty(string operation, double[,] values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length == 0)
            throw new ArgumentException($"{operation}: {name} is {values.GetLength(0)} x {values.GetLength(1)}; it needs at least one value.", name);
    }

    public static double[,] Sample(Func<double, double, double> function, double[] x, double[] y)
    {
        ArgumentNullException.ThrowIfNull(function);
        var values = new double[y.Length, x.Length];
        for (var row = 0; row < y.Length; row++)
        {
            for (var column = 0; column < x.Length; column++)
                values[row, column] = function(x[column], y[row]);
        }

        return values;
    }

    public static double[] Indices(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
