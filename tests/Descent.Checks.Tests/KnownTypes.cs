using System.Runtime.CompilerServices;
using Descent.Charts;

namespace Descent.Checks.Tests;

/// <summary>Registers types before any test runs, as the first cell of a notebook does.</summary>
internal static class KnownTypes
{
    [ModuleInitializer]
    internal static void Register()
    {
        Course.Register();
        CheckValues.Register<Temperature>(temperature => Numbers.Of(temperature.Degrees), numbers => new Temperature(numbers.Data[0]));
        CheckValues.Register<BrokenType>(_ => throw new InvalidOperationException("it has no numbers"), _ => throw new NotSupportedException());
    }

    internal sealed record Temperature(double Degrees);

    internal sealed record BrokenType;
}
