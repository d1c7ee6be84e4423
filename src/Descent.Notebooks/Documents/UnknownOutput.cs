using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>An output of a type that nbformat 4.5 does not know, kept as it was.</summary>
/// <param name="Json">The whole output.</param>
public sealed record UnknownOutput(JsonObject Json) : Output
{
    /// <inheritdoc/>
    public override Output Copy() => this with { Json = Copy(Json) };
}
