namespace Descent.Checks;

/// <summary>True or false.</summary>
/// <param name="Value">Which.</param>
public sealed record Truth(bool Value) : CheckValue
{
    /// <inheritdoc />
    public override string Kind => "true or false";

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => Value ? "true" : "false";
}
