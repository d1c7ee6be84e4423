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
            return Differs($"it is {yours.Kind}, not {wanted.Kind}", expected, yours) with { IsOtherKind = true };
        if (!IsOne(wanted, numbers) && !wanted.Shape.SequenceEqual(numbers.Shape))
        {
            return ShapeDiffers(wanted, numbers) with { Cause = Diagnosis.OfShapes(wanted, numbers, tolerance) };
        }
        var (error, worst) = RelativeError(wanted.Data, numbers.Data);
        if (error <= tolerance)
            return new Verdict(1, $"relative error {Numbers.Number(error)}") { Expected = wanted.ToString(), Yours = numbers.ToString() };
        var place = wanted.PlaceOf(worst);
        var finding = double.IsFinite(numbers.Data[worst])
            ? $"relative error {Numbers.Number(error)}{(place.Length > 0 ? $", largest at {place}" : "")} (allowed {Numbers.Number(tolerance)})"
            : $"{Numbers.Number(numbers.Data[worst])}{(place.Length > 0 ? $" at {place}" : "")}";
        return Differs(finding, expected, yours) with { Cause = Diagnosis.OfValues(wanted, numbers, tolerance) };
    }

    /// <summary>Values are equal when kind, shape and every element are.</summary>
    public static Verdict Equal(CheckValue expected, CheckValue yours)
    {
        if (expected is Numbers wanted && yours is Numbers numbers)
        {
            if (!IsOne(wanted, numbers) && !wanted.Shape.SequenceEqual(numbers.Shape))
                return ShapeDiffers(wanted, numbers);
            var wrong = Enumerable.Range(0, wanted.Data.Length).Where(i => !wanted.Data[i].Equals(numbers.Data[i])).ToList();
            if (wrong.Count == 0)
                return Same(expected, yours);
            return Differs(wanted.Data.Length == 1 ? "it differs" : $"{wrong.Count} of {wanted.Data.Length} elements differ, the first at {wanted.PlaceOf(wrong[0])}", expected, yours);
        }
        if (expected.GetType() != yours.GetType())
            return Differs($"it is {yours.Kind}, not {expected.Kind}", expected, yours) with { IsOtherKind = true };
        return expected.Equals(yours) ? Same(expected, yours) : Differs("it differs", expected, yours);
    }

    /// <summary>How far a value is from another: the relative error of numbers of one shape; of others 0 when they are equal, else infinity.</summary>
    public static double Distance(CheckValue from, CheckValue to) => (from, to) switch
    {
        (Numbers one, Numbers other) => IsOne(one, other) || one.Shape.SequenceEqual(other.Shape) ? RelativeError(one.Data, other.Data).Error : double.PositiveInfinity,
        (Fault one, Fault other) => one.Type == other.Type ? 0 : double.PositiveInfinity,
        _ => from.Equals(to) ? 0 : double.PositiveInfinity,
    };

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

    /// <summary>Whether both are a single number, in whatever shape.</summary>
    private static bool IsOne(Numbers expected, Numbers yours) => expected.Data.Length == 1 && yours.Data.Length == 1;

    private static Verdict ShapeDiffers(Numbers expected, Numbers yours) =>
        Differs($"it has shape {Numbers.ShapeText(yours.Shape)} instead of {Numbers.ShapeText(expected.Shape)}", expected, yours) with { IsOtherKind = true };

    private static Verdict Same(CheckValue expected, CheckValue yours) =>
        new(1, "it is the same") { Expected = expected.ToString(), Yours = yours.ToString() };

    private static Verdict Differs(string finding, CheckValue expected, CheckValue yours) =>
        new(0, finding) { Expected = expected.ToString(), Yours = yours.ToString() };
}
