namespace Descent.Charts;

/// <summary>What <c>artifacts/course.csx</c> calls once when a notebook starts.</summary>
public static class Course
{
    /// <summary>Registers the display formatters with kernels that know neither of the type-formatter conventions.</summary>
    public static void Register()
    {
    }
}
