using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>Small readings of JSON trees that hold anything.</summary>
internal static class Json
{
    /// <summary>The string at the end of a path of property names, or null when there is none.</summary>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
    }

    /// <summary>What kind of thing a node is, in words for an error message.</summary>
    public static string Describe(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            _ => "true or false",
        },
    };
}
