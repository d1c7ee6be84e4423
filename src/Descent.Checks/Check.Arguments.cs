using System.Runtime.CompilerServices;

namespace Descent.Checks;

/// <content>What a check itself is asked to be.</content>
public static partial class Check
{
    private static void ThrowIfNoName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > Harness.MaximumName)
            throw new ArgumentException($"a name has at most {Harness.MaximumName} characters; this one has {name.Length}", nameof(name));
    }

    /// <summary>Refuses points and bounds with which nobody could get all points, or somebody more for less.</summary>
    private static void ThrowIfSenseless(Expectation expectation)
    {
        ThrowIfOutside(expectation.Points, 0, double.MaxValue, "0 or more", "points");
        var bound = expectation.Bound;
        switch (expectation.Kind)
        {
            case CheckKind.Accuracy:
                ThrowIfOutside(bound, 0, 1, "from 0 to 1");
                break;
            case CheckKind.MeanError or CheckKind.MaxError:
                ThrowIfOutside(bound, 0, double.MaxValue, "0 or more");
                break;
            default:
                ThrowIfOutside(bound, double.MinValue, double.MaxValue, "a number");
                break;
        }
        if (expectation.PointsFrom is not { } pointsFrom)
            return;
        if (expectation.Kind is CheckKind.AtLeast or CheckKind.Accuracy)
            ThrowIfOutside(pointsFrom, double.MinValue, Math.BitDecrement(bound), $"less than the bound, {Numbers.Number(bound)}");
        else
            ThrowIfOutside(pointsFrom, Math.BitIncrement(bound), double.MaxValue, $"more than the bound, {Numbers.Number(bound)}");
    }

    private static void ThrowIfOutside(double value, double least, double most, string asked, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        // Not a number is outside, too.
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {asked}");
    }

    private static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
