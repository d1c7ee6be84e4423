using System.Globalization;
using Descent.Charts.Kernels;

namespace Descent.Charts;

/// <summary>What <c>artifacts/course.csx</c> calls once when a notebook starts.</summary>
public static class Course
{
    /// <summary>
    /// Makes notebooks show the same everywhere: numbers are printed with a decimal point, as the text around them
    /// has it, whatever the country; and ClrKernel, which knows neither the type-formatter convention nor
    /// <c>ToHtml()</c>, is told how to show the course's types. Calling it again changes nothing.
    /// </summary>
    public static void Register()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        ClrKernelFormatters.Register();
    }
}
