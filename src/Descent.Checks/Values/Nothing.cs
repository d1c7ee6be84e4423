namespace Descent.Checks;

/// <summary>No value: null, or a call that returned without one.</summary>
public sealed record Nothing : CheckValue
{
    /// <inheritdoc />
    public override string Kind => "null";

    /// <summary><c>null</c>.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => "null";
}
