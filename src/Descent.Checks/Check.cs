namespace Descent.Checks;

/// <summary>
/// Checks of answers, for the graded cells of an exercise. In a notebook a check prints what it found: right or wrong, the expected
/// value beside yours, and a likely cause. When an exercise is graded the same call only observes: it hands the answer's value to the
/// grader, which compares it, outside, with what the reference solution gave. Each check stands alone: an answer that throws costs that check only.
/// </summary>
public static partial class Check
{
    /// <summary>Numbers must be close to the expected ones: |yours - expected| at most <paramref name="tolerance"/> times the largest |expected|.</summary>
    /// <param name="name">What is checked, in words: a name of its own in the exercise.</param>
    /// <param name="yours">Computes the answer: a number, an array, a list, a tensor.</param>
    /// <param name="expected">The right value. Left out in hidden checks: the reference solution's value counts.</param>
    /// <param name="points">What the check is worth.</param>
    /// <param name="tolerance">The largest relative error allowed.</param>
    /// <param name="hint">What to think about when it fails.</param>
    /// <param name="causes">Known wrong answers and what they mean.</param>
    /// <exception cref="ArgumentException">The check itself makes no sense.</exception>
    public static void Close(
        string name, Func<object?> yours, object? expected = null, double points = 1, double tolerance = 1e-5, string? hint = null, params Cause[] causes)
    {
        ThrowIfOutside(tolerance, 0, double.MaxValue, "0 or more");
        Observe(new Expectation(name, CheckKind.Close, points) { Tolerance = tolerance, Hint = hint, Causes = NotNull(causes) }, yours, expected);
    }

    /// <summary>The value must be exactly the expected one: whole numbers, text, truth values, lists of them.</summary>
    /// <inheritdoc cref="Close" />
    public static void Equal(string name, Func<object?> yours, object? expected = null, double points = 1, string? hint = null, params Cause[] causes) =>
        Observe(new Expectation(name, CheckKind.Equal, points) { Hint = hint, Causes = NotNull(causes) }, yours, expected);

    /// <summary>Bad input must be refused with an exception of exactly this type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="name">What is checked, in words: a name of its own in the exercise.</param>
    /// <param name="yours">Calls the answer.</param>
    /// <param name="points">What the check is worth.</param>
    /// <param name="hint">What to think about when it fails.</param>
    public static void Throws<T>(string name, Action yours, double points = 1, string? hint = null)
        where T : Exception
    {
        ArgumentNullException.ThrowIfNull(yours);
        Observe(
            new Expectation(name, CheckKind.Equal, points) { Hint = hint },
            () =>
            {
                yours();
                return null;
            },
            new Fault(typeof(T).FullName!, ""));
    }

    /// <summary>A number must be at least so large.</summary>
    /// <param name="name">What is checked, in words: a name of its own in the exercise.</param>
    /// <param name="yours">Computes the number.</param>
    /// <param name="bound">The least that earns all points.</param>
    /// <param name="points">What the check is worth.</param>
    /// <param name="pointsFrom">Where points begin; from here to the bound they grow in proportion. Left out: all or nothing.</param>
    /// <param name="hint">What to think about when it fails.</param>
    public static void AtLeast(string name, Func<object?> yours, double bound, double points = 1, double? pointsFrom = null, string? hint = null) =>
        Observe(new Expectation(name, CheckKind.AtLeast, points) { Bound = bound, PointsFrom = pointsFrom, Hint = hint }, yours, null);

    /// <summary>A number must be at most so large.</summary>
    /// <inheritdoc cref="AtLeast" />
    public static void AtMost(string name, Func<object?> yours, double bound, double points = 1, double? pointsFrom = null, string? hint = null) =>
        Observe(new Expectation(name, CheckKind.AtMost, points) { Bound = bound, PointsFrom = pointsFrom, Hint = hint }, yours, null);

    /// <summary>So large a share of the predicted classes must be right.</summary>
    /// <param name="name">What is checked, in words: a name of its own in the exercise.</param>
    /// <param name="predictions">Computes the predictions: classes (n), or scores (n, classes), of which the largest counts.</param>
    /// <param name="labels">The right classes (n), or <see cref="Kept"/> for labels that only the grader has.</param>
    /// <param name="bound">The accuracy, 0 to 1, that earns all points.</param>
    /// <param name="points">What the check is worth.</param>
    /// <param name="pointsFrom">Where points begin; from here to the bound they grow in proportion. Left out: all or nothing.</param>
    /// <param name="hint">What to think about when it fails.</param>
    public static void Accuracy(
        string name, Func<object?> predictions, object labels, double bound, double points = 1, double? pointsFrom = null, string? hint = null) =>
        Observe(new Expectation(name, CheckKind.Accuracy, points) { Bound = bound, PointsFrom = pointsFrom, Hint = hint }, predictions, NotNull(labels));

    /// <summary>Predictions may differ from the targets by so much, in absolute value and on average.</summary>
    /// <param name="name">What is checked, in words: a name of its own in the exercise.</param>
    /// <param name="predictions">Computes the predictions, as many as there are targets.</param>
    /// <param name="targets">The right values, or <see cref="Kept"/> for values that only the grader has.</param>
    /// <param name="bound">The error that still earns all points.</param>
    /// <param name="points">What the check is worth.</param>
    /// <param name="pointsFrom">Where points begin; from here to the bound they grow in proportion. Left out: all or nothing.</param>
    /// <param name="hint">What to think about when it fails.</param>
    public static void MeanError(
        string name, Func<object?> predictions, object targets, double bound, double points = 1, double? pointsFrom = null, string? hint = null) =>
        Observe(new Expectation(name, CheckKind.MeanError, points) { Bound = bound, PointsFrom = pointsFrom, Hint = hint }, predictions, NotNull(targets));

    /// <summary>No prediction may differ from its target by more than this, in absolute value.</summary>
    /// <inheritdoc cref="MeanError" />
    public static void MaxError(
        string name, Func<object?> predictions, object targets, double bound, double points = 1, double? pointsFrom = null, string? hint = null) =>
        Observe(new Expectation(name, CheckKind.MaxError, points) { Bound = bound, PointsFrom = pointsFrom, Hint = hint }, predictions, NotNull(targets));

    private static void Observe(Expectation expectation, Func<object?> yours, object? expected)
    {
        ThrowIfNoName(expectation.Name);
        ArgumentNullException.ThrowIfNull(yours);
        ThrowIfSenseless(expectation);
        expectation = expectation with { IsHidden = hidden };
        expectation = expected switch
        {
            null => expectation,
            KeptValue kept => expectation with { Kept = kept.Name },
            _ => expectation with { Expected = CheckValues.From(expected) },
        };
        var value = CheckValues.Evaluate(yours);
        if (Harness.Send is { } send)
        {
            send(HarnessJson.Write(new ObservedMessage(new Observation(expectation, value))));
            return;
        }
        var hasBound = expectation.Kind is CheckKind.AtLeast or CheckKind.AtMost;
        Console.WriteLine(hasBound || expectation.Expected is not null
            ? VerdictText.Of(expectation, value, Judge.Of(expectation, expectation.Expected, value))
            : VerdictText.Unjudged(expectation, value));
    }
}
