using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Coursework.Tests.Results;

/// <summary>The keywords of JSON Schema that <c>results.schema.json</c> uses; another one is an error.</summary>
internal sealed class SchemaValidator(JsonObject root)
{
    private static readonly string[] Ignored = ["$schema", "title", "description", "$defs"];

    /// <summary>What is wrong with a value, each with its place.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value) => [.. Faults(root, value, "$")];

    private IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string place) =>
        schema.Where(keyword => !Ignored.Contains(keyword.Key)).SelectMany(keyword => Faults(schema, keyword.Key, keyword.Value!, value, place));

    private IEnumerable<string> Faults(JsonObject schema, string keyword, JsonNode argument, JsonNode? value, string place)
    {
        switch (keyword)
        {
            case "$ref":
                return Faults((JsonObject)root["$defs"]![argument.GetValue<string>()["#/$defs/".Length..]]!, value, place);
            case "oneOf":
                var branches = argument.AsArray().Select(branch => Faults((JsonObject)branch!, value, place).ToList()).ToList();
                return branches.Count(branch => branch.Count == 0) == 1 ? [] : branches.SelectMany(branch => branch).DefaultIfEmpty($"{place}: more than one branch fits");
            case "type":
                return TypeOf(value) == argument.GetValue<string>() ? [] : [$"{place}: {TypeOf(value)}, not {argument}"];
            case "const":
                return JsonNode.DeepEquals(argument, value) ? [] : [$"{place}: {value}, not {argument}"];
            case "enum":
                return argument.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)) ? [] : [$"{place}: {value} is none of {argument.ToJsonString()}"];
            case "minimum":
                return value!.GetValue<double>() >= argument.GetValue<double>() ? [] : [$"{place}: {value} is below {argument}"];
            case "maximum":
                return value!.GetValue<double>() <= argument.GetValue<double>() ? [] : [$"{place}: {value} is above {argument}"];
            case "items":
                return value is JsonArray items ? items.SelectMany((item, i) => Faults((JsonObject)argument, item, $"{place}[{i}]")) : [];
            case "required":
                return value is JsonObject there ? argument.AsArray().Select(name => name!.GetValue<string>()).Where(name => !there.ContainsKey(name)).Select(name => $"{place}: {name} is missing") : [];
            case "properties":
                return value is JsonObject properties ? properties.Where(property => argument[property.Key] is not null).SelectMany(property => Faults((JsonObject)argument[property.Key]!, property.Value, $"{place}.{property.Key}")) : [];
            case "additionalProperties":
                Assert.False(argument.GetValue<bool>());
                return value is JsonObject all ? all.Where(property => schema["properties"]![property.Key] is null).Select(property => $"{place}: {property.Key} is not known") : [];
            default:
                throw new NotSupportedException($"the validator does not know the keyword '{keyword}'");
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
