using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>One cell of a notebook.</summary>
public sealed class Cell
{
    /// <summary>Creates a cell without outputs.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="source">Its text, lines separated by <c>\n</c>.</param>
    /// <param name="id">Its id; empty to get one from its content when the notebook is written.</param>
    /// <param name="metadata">Its metadata; an empty object when null.</param>
    public Cell(CellKind kind, string source, string id = "", JsonObject? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(id);
        Kind = kind;
        Source = source;
        Id = id;
        Metadata = metadata ?? [];
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The id, unique in its notebook: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Id { get; set; }

    /// <summary>The text of the cell, lines separated by <c>\n</c>.</summary>
    public string Source { get; set; }

    /// <summary>All metadata of the cell, known or not.</summary>
    public JsonObject Metadata { get; set; }

    /// <summary>What the cell showed when it ran; empty for cells that are not code.</summary>
    public List<Output> Outputs { get; } = [];

    /// <summary>The count of the cell's last run, or null when it has not run.</summary>
    public int? ExecutionCount { get; set; }

    /// <summary>Files attached to a Markdown or raw cell, from name to MIME bundle; null when the file has no such property.</summary>
    public JsonObject? Attachments { get; set; }

    /// <summary>Properties that nbformat does not name, kept as they were.</summary>
    public JsonObject Extra { get; set; } = [];

    /// <summary>The cell's tags (<c>metadata.tags</c>), in order; change them in <see cref="Metadata"/>.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags
            ? [.. tags.OfType<JsonValue>().Where(tag => tag.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(tag => tag.GetValue<string>())]
            : [];

    /// <summary>
    /// The language a code cell says it is in (<c>csharp</c>, <c>fsharp</c>, ...), from the metadata that Polyglot Notebooks
    /// writes; null when it says nothing and so is in the notebook's language.
    /// </summary>
    public string? Language =>
        Languages.Specific(Json.Text(Metadata, "polyglot_notebook", "kernelName"))
        ?? Languages.Specific(Json.Text(Metadata, "dotnet_interactive", "language"));

    /// <summary>True when the id was made up on reading, because the file had none.</summary>
    internal bool IdIsGenerated { get; set; }

    /// <summary>Whether the cell has this tag.</summary>
    /// <param name="tag">The tag, case-sensitive.</param>
    /// <returns>True when it has.</returns>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>A deep copy, optionally of another kind (a copy that is not code has no outputs).</summary>
    /// <param name="kind">The kind of the copy; the same when null.</param>
    /// <returns>The copy: no JSON node is shared with the original.</returns>
    public Cell Copy(CellKind? kind = null)
    {
        var copy = new Cell(kind ?? Kind, Source, Id, (JsonObject)Metadata.DeepClone())
        {
            Attachments = (JsonObject?)Attachments?.DeepClone(),
            Extra = (JsonObject)Extra.DeepClone(),
            IdIsGenerated = IdIsGenerated,
        };
        if (copy.Kind != CellKind.Code)
            return copy;
        copy.ExecutionCount = ExecutionCount;
        copy.Outputs.AddRange(Outputs.Select(output => output.Copy()));
        return copy;
    }

    /// <summary>The kind and the start of the source, for a debugger.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Kind} {Id}: {Source.AsSpan().Trim().Slice(0, Math.Min(60, Source.AsSpan().Trim().Length)).ToString().ReplaceLineEndings(" ")}";
}
