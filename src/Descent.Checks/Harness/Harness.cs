namespace Descent.Checks;

/// <summary>
/// The connection between checks and a program that runs a notebook without a front end. It consists of values in
/// <see cref="AppContext"/>, so neither side has to know the other's types. In a notebook that a person runs there is none.
/// </summary>
internal static class Harness
{
    /// <summary>Name of the <see cref="Action{T}"/> of string that takes messages, in the form that <see cref="HarnessJson"/> writes.</summary>
    public const string SendKey = "Descent.Checks.Send";

    /// <summary>Name of the seed, an <see cref="int"/>.</summary>
    public const string SeedKey = "Descent.Checks.Seed";

    /// <summary>Name of the <see cref="Func{T, TResult}"/> of strings that finds a provided value, as JSON, by its name; null when there is none.</summary>
    public const string ProvidedKey = "Descent.Checks.Provided";

    /// <summary>The most characters of the name of a check or of a value.</summary>
    public const int MaximumName = 200;

    public static Action<string>? Send => AppContext.GetData(SendKey) as Action<string>;

    public static int Seed => AppContext.GetData(SeedKey) is int seed ? seed : 0;

    public static Func<string, string?>? Provided => AppContext.GetData(ProvidedKey) as Func<string, string?>;
}
