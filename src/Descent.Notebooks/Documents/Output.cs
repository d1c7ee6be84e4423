using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>One thing that a code cell showed when it ran.</summary>
public abstract record Output
{
    private protected Output()
    {
    }

    /// <summary>Properties that nbformat does not name, kept as they were.</summary>
    public JsonObject Extra { get; init; } = [];

    /// <summary>A deep copy: no JSON node is shared with the original.</summary>
    /// <returns>The copy.</returns>
    public abstract Output Copy();

    private protected static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();
}
