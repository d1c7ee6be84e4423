namespace Descent.Checks;

/// <summary>Compares values.</summary>
internal static class Comparison
{
    /// <summary>
    /// Numbers are close when no element is further from the expected one than the tolerance times the largest expected
    /// element: relative to the whole, so that elements that should be 0 may be nearly 0.
    /// </summary>
    public static Verdict Close(CheckValue expected, CheckValue yours, double tolerance)
    {
        if (expected is not Numbers wanted)
            return Equal(expected, yours);
        if (yours is not Numbers numbers)
            return Differs($"it is {yours.Kind}, not {wanted.Kind}", expected, yours);
        var isOne = wanted.Data.Length == 1 && numbers.Data.Length == 1;
        if (!isOne && !wanted.Shape.SequenceEqual(numbers.Shape))
        {
            return Differs($"it has shape {Numbers.ShapeText(numbers.Shape)} instead of {Numbers.ShapeText(wanted.Shape)}", expected, yours)
                with
            { Cause = Diagnosis.OfShapes(wanted, numbers, tolerance) };
        }
        var (error, worst) = RelativeError(wanted.Data, numbers.Data);
        var place = wanted.PlaceOf(worst);
        if (error <= tolerance)
            return new Verdict(1, $"relative error {Numbers.Number(error)}") { Expected = wanted.ToString(), Yours = numbers.ToString() };
        var finding = double.IsNaN(numbers.Data[worst]) || double.IsInfinity(numbers.Data[worst])
            ? $"{Numbers.Number(numbers.Data[worst])}{(place.Length > 0 ? $" at {place}" : "")}"
            : $"relative error {Numbers.Number(error)}{(place.Length > 0 ? $", largest at {place}" : "")} (allowed {Numbers.Number(tolerance)})";
        return Differs(finding, expected, yours) with { Cause = Diagnosis.OfValues(wanted, numbers, Math.Max(tolerance, 1e-6)) };
    }

    /// <summary>Values are equal when kind, shape and every element are.</summary>
    public static Verdict Equal(CheckValue expected, CheckValue yours)
    {
        if (expected is Numbers wanted && yours is Numbers numbers)
        {
            if (wanted.Data.Length != 1 || numbers.Data.Length != 1)
            {
                if (!wanted.Shape.SequenceEqual(numbers.Shape))
                    return Differs($"it has shape {Numbers.ShapeText(numbers.Shape)} instead of {Numbers.ShapeText(wanted.Shape)}", expected, yours);
            }
            var wrong = Enumerable.Range(0, wanted.Data.Length).Where(i => !wanted.Data[i].Equals(numbers.Data[i])).ToList();
            if (wrong.Count == 0)
                return Same(expected, yours);
            return Differs(wanted.Data.Length == 1 ? "it differs" : $"{wrong.Count} of {wanted.Data.Length} elements differ, the first at {wanted.PlaceOf(wrong[0])}", expected, yours);
        }
        if (expected.GetType() != yours.GetType())
            return Differs($"it is {yours.Kind}, not {expected.Kind}", expected, yours);
        return expected.Equals(yours) ? Same(expected, yours) : Differs("it differs", expected, yours);
    }

    /// <summary>The largest difference relative to the largest expected element, and where it is.</summary>
    public static (double Error, int Worst) RelativeError(double[] expected, double[] yours)
    {
        var scale = 0.0;
        foreach (var value in expected)
        {
            if (double.IsFinite(value))
                scale = Math.Max(scale, Math.Abs(value));
        }
        if (scale == 0)
            scale = 1;
        var (error, worst) = (0.0, 0);
        for (var i = 0; i < expected.Length; i++)
        {
            // Equal covers infinities and NaN, which are as good an answer as any other where they are expected.
            var difference = expected[i].Equals(yours[i]) ? 0
                : double.IsFinite(expected[i]) && double.IsFinite(yours[i]) ? Math.Abs(expected[i] - yours[i]) / scale
                : double.PositiveInfinity;
            if (difference > error)
                (error, worst) = (difference, i);
        }
        return (error, worst);
    }

    private static Verdict Same(CheckValue expected, CheckValue yours) =>
        new(1, "it is the same") { Expected = expected.ToString(), Yours = yours.ToString() };

    private static Verdict Differs(string finding, CheckValue expected, CheckValue yours) =>
        new(0, finding) { Expected = expected.ToString(), Yours = yours.ToString() };
}
