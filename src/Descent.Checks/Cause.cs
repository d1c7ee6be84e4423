namespace Descent.Checks;

/// <summary>A wrong answer that people give, and what it tells: when an answer is close to it, the check says why.</summary>
public sealed class Cause
{
    /// <summary>A known wrong answer.</summary>
    /// <param name="wrong">
    /// The wrong value. In a check that students see, write the numbers themselves: a formula would give the right one away.
    /// </param>
    /// <param name="meaning">What was probably done, in words that end the sentence «likely cause: ...».</param>
    public Cause(object? wrong, string meaning)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(meaning);
        Wrong = CheckValues.From(wrong);
        Meaning = meaning;
    }

    /// <summary>The wrong value.</summary>
    public CheckValue Wrong { get; }

    /// <summary>What was probably done.</summary>
    public string Meaning { get; }
}
