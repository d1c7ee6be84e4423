namespace Descent.Checks;

/// <content>What hidden checks need of the grader.</content>
public static partial class Check
{
    private static readonly Dictionary<string, CheckValue> Own = new(StringComparer.Ordinal);
    private static bool hidden;

    /// <summary>The seed of this grading: make the inputs of hidden checks from it. 0 outside a grading.</summary>
    public static int Seed => Harness.Seed;

    /// <summary>
    /// In a secret region: makes an input for hidden checks. Students' answers get it through <see cref="Provided"/>, but never the code
    /// that made it.
    /// </summary>
    /// <param name="name">What to call it.</param>
    /// <param name="value">The input.</param>
    public static void Provide(string name, object? value)
    {
        ThrowIfNoName(name);
        var described = CheckValues.From(value);
        Own[name] = described;
        Harness.Send?.Invoke(HarnessJson.Write(new GivenMessage(name, described, IsKept: false)));
    }

    /// <summary>In a hidden check: an input that a secret region has made.</summary>
    /// <typeparam name="T">What to have it as: a number, an array of numbers, a text, a tensor.</typeparam>
    /// <param name="name">What it is called.</param>
    /// <returns>The input.</returns>
    /// <exception cref="InvalidOperationException">There is none of this name: it exists only when an exercise is graded.</exception>
    public static T Provided<T>(string name)
    {
        ThrowIfNoName(name);
        if (Own.TryGetValue(name, out var own))
            return CheckValues.To<T>(own);
        return Harness.Provided?.Invoke(name) is { } json
            ? CheckValues.To<T>(HarnessJson.ReadValue(json))
            : throw new InvalidOperationException($"Check.Provided: there is no '{name}'; it exists only when the exercise is graded");
    }

    /// <summary>In a secret region: leaves a value with the grader, such as the labels of hidden images. No student's run gets it.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="value">The value.</param>
    public static void Keep(string name, object? value)
    {
        ThrowIfNoName(name);
        Harness.Send?.Invoke(HarnessJson.Write(new GivenMessage(name, CheckValues.From(value), IsKept: true)));
    }

    /// <summary>In a hidden check: a value that the grader keeps, by its name alone.</summary>
    /// <param name="name">What it is called.</param>
    /// <returns>Its name.</returns>
    public static KeptValue Kept(string name)
    {
        ThrowIfNoName(name);
        return new KeptValue(name);
    }

    /// <summary>Says whether the checks that follow are hidden ones. Graders call it where a notebook has its markers.</summary>
    /// <param name="value">True for hidden ones.</param>
    public static void Hidden(bool value) => hidden = value;
}
