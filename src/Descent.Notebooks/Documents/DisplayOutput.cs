using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>Something displayed on the way, in one or several MIME types.</summary>
/// <param name="Data">From MIME type to value: a string for text and base64 images, any JSON for JSON types.</param>
/// <param name="Metadata">Metadata of the display, often by MIME type.</param>
public sealed record DisplayOutput(JsonObject Data, JsonObject Metadata) : Output
{
    /// <summary>A display in one MIME type, without metadata.</summary>
    /// <param name="mimeType">The MIME type, such as <c>text/html</c>.</param>
    /// <param name="text">The value.</param>
    public DisplayOutput(string mimeType, string text)
        : this(new JsonObject { [mimeType] = text }, [])
    {
    }

    /// <inheritdoc/>
    public override Output Copy() => this with { Data = Copy(Data), Metadata = Copy(Metadata), Extra = Copy(Extra) };
}
