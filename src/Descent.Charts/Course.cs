using System.Globalization;
using Descent.Charts.Kernels;
using Descent.Checks;

namespace Descent.Charts;

/// <summary>What <c>artifacts/course.csx</c> calls once when a notebook starts.</summary>
public static class Course
{
    private static bool areValuesKnown;

    /// <summary>
    /// Makes notebooks show the same everywhere: numbers are printed with a decimal point, as the text around them
    /// has it, whatever the country; ClrKernel, which knows neither the type-formatter convention nor
    /// <c>ToHtml()</c>, is told how to show the course's types; and checks learn how to compare tensors. Calling it again changes nothing.
    /// </summary>
    public static void Register()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        ClrKernelFormatters.Register();
        RegisterValues();
    }

    private static void RegisterValues()
    {
        if (areValuesKnown)
            return;
        areValuesKnown = true;
        CheckValues.Register<Tensor>(
            tensor => new Numbers(tensor.Shape.ToArray(), tensor.ToArray<double>()),
            numbers => Tensor.From<double>(numbers.Data, numbers.Shape.ToArray()));
        CheckValues.Register<Scalar>(
            scalar => Numbers.Of(scalar.Value),
            numbers => numbers.Data is [var value] ? new Scalar(value) : throw new ArgumentException($"{numbers.Kind} cannot be had as Scalar", nameof(numbers)));
    }
}
