namespace Descent.Notebooks.Documents;

/// <summary>Text that was written to a standard stream.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, as written.</param>
public sealed record StreamOutput(string Name, string Text) : Output
{
    /// <inheritdoc/>
    public override Output Copy() => this with { Extra = Copy(Extra) };
}
