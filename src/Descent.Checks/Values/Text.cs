namespace Descent.Checks;

/// <summary>Text.</summary>
/// <param name="Value">The text.</param>
public sealed record Text(string Value) : CheckValue
{
    /// <inheritdoc />
    public override string Kind => "text";

    /// <summary>The text in quotation marks.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"\"{Value.ReplaceLineEndings("\\n")}\"";
}
