namespace Descent.Checks;

/// <summary>A list of texts.</summary>
/// <param name="Values">The texts, in order.</param>
public sealed record Texts(IReadOnlyList<string> Values) : CheckValue
{
    /// <inheritdoc />
    public override string Kind => $"a list of {Values.Count} texts";

    /// <summary>Whether the texts are the same, in the same order.</summary>
    /// <param name="other">Others.</param>
    /// <returns>True when they are.</returns>
    public bool Equals(Texts? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => Values.Count;

    /// <summary>The texts in quotation marks.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"[{string.Join(", ", Values.Select(text => new Text(text)))}]";
}
