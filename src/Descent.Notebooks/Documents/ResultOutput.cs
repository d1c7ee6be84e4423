using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>The value of a cell's last expression, in one or several MIME types (nbformat's <c>execute_result</c>).</summary>
/// <param name="Data">From MIME type to value: a string for text and base64 images, any JSON for JSON types.</param>
/// <param name="Metadata">Metadata of the result, often by MIME type.</param>
/// <param name="ExecutionCount">The count the cell had when it gave this value.</param>
public sealed record ResultOutput(JsonObject Data, JsonObject Metadata, int? ExecutionCount) : Output
{
    /// <summary>A result in one MIME type, without metadata.</summary>
    /// <param name="mimeType">The MIME type, such as <c>text/plain</c>.</param>
    /// <param name="text">The value.</param>
    /// <param name="executionCount">The cell's execution count.</param>
    public ResultOutput(string mimeType, string text, int? executionCount)
        : this(new JsonObject { [mimeType] = text }, [], executionCount)
    {
    }

    /// <inheritdoc/>
    public override Output Copy() => this with { Data = Copy(Data), Metadata = Copy(Metadata), Extra = Copy(Extra) };
}
