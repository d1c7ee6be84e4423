using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>
/// Reads nbformat 4. What is missing but harmless is filled in (metadata, outputs, ids); what has the wrong type is an error
/// with its place, as guessing would lose somebody's work on the next write.
/// </summary>
internal sealed class IpynbReader
{
    private readonly string? path;

    private IpynbReader(string? path) => this.path = path;

    public static Notebook Read(ReadOnlySpan<byte> bytes, string? path)
    {
        var root = JsonText.Read(bytes, path);
        return new IpynbReader(path).ReadNotebook(root);
    }

    /// <summary>Whether a value of this MIME type is JSON, not text that may be cut into lines.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));

    private Notebook ReadNotebook(JsonNode? root)
    {
        if (root is not JsonObject json)
            throw Error(null, $"the file holds {Json.Describe(root)}; a notebook is an object with \"cells\"");
        var properties = new Properties(this, null, json);
        var major = properties.TakeInteger("nbformat")
            ?? throw Error(null, "\"nbformat\" is missing; a notebook says \"nbformat\": 4");
        if (major != 4 || json.ContainsKey("worksheets"))
        {
            throw Error(null, major is >= 1 and <= 3 || json.ContainsKey("worksheets")
                ? $"nbformat {Math.Min(major, 3)} (before 2015) is not read; convert it with 'jupyter nbconvert --to notebook FILE'"
                : $"nbformat {major} is not known; 4.0 to 4.5 are read");
        }

        var minor = properties.TakeInteger("nbformat_minor") ?? 0;
        if (minor < 0)
            throw Error(null, $"\"nbformat_minor\" is {minor}; it counts from 0");
        var metadata = properties.TakeObject("metadata") ?? [];
        var cells = properties.Take("cells") switch
        {
            JsonArray items => items.Select(ReadCell).ToList(),
            var other => throw Error(null, json.ContainsKey("cells") || other is not null
                ? $"\"cells\" is {Json.Describe(other)}; it must be a list"
                : "\"cells\" is missing; a notebook has a list of cells, if only []"),
        };
        var notebook = new Notebook(cells, metadata) { NbFormatMinor = minor, Extra = properties.Rest() };
        GiveIds(notebook);
        return notebook;
    }

    private static void GiveIds(Notebook notebook)
    {
        var ids = CellIds.For(notebook.Cells);
        for (var i = 0; i < ids.Length; i++)
        {
            var cell = notebook.Cells[i];
            // An id that only needed mending was in the file, and so stays there.
            cell.IdIsGenerated = cell.Id.Length == 0;
            cell.Id = ids[i];
        }
    }

    private Cell ReadCell(JsonNode? node, int index)
    {
        var place = $"cell {index + 1}";
        if (node is not JsonObject json)
            throw Error(place, $"it is {Json.Describe(node)}; a cell is an object");
        var properties = new Properties(this, place, json);
        var type = properties.TakeString("cell_type");
        CellKind kind = type switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            null => throw Error(place, "\"cell_type\" is missing; code, markdown and raw are known"),
            _ => throw Error(place, $"\"cell_type\" is \"{Short(type)}\"; code, markdown and raw are known"),
        };
        var source = properties.TakeText("source") ?? throw Error(place, "\"source\" is missing; an empty cell has \"source\": []");
        var cell = new Cell(kind, source, properties.TakeString("id") ?? "", properties.TakeObject("metadata"));
        if (kind == CellKind.Code)
        {
            cell.ExecutionCount = properties.TakeInteger("execution_count");
            switch (properties.Take("outputs"))
            {
                case JsonArray outputs:
                    cell.Outputs.AddRange(outputs.Select((output, i) => ReadOutput(output, $"{place}, output {i + 1}")));
                    break;
                case null:
                    break;
                case var other:
                    throw Error(place, $"\"outputs\" is {Json.Describe(other)}; it must be a list");
            }
        }
        else
        {
            cell.Attachments = properties.TakeObject("attachments");
        }
        cell.Extra = properties.Rest();
        return cell;
    }

    private Output ReadOutput(JsonNode? node, string place)
    {
        if (node is not JsonObject json)
            throw Error(place, $"it is {Json.Describe(node)}; an output is an object");
        var properties = new Properties(this, place, json);
        switch (Json.Text(json, "output_type"))
        {
            case null:
                throw Error(place, "\"output_type\" is missing; stream, display_data, execute_result and error are known");
            case "stream":
                properties.Take("output_type");
                return new StreamOutput(properties.TakeString("name") ?? "stdout", properties.TakeText("text") ?? "") { Extra = properties.Rest() };
            case "display_data":
                properties.Take("output_type");
                return new DisplayOutput(ReadBundle(properties), properties.TakeObject("metadata") ?? []) { Extra = properties.Rest() };
            case "execute_result":
                properties.Take("output_type");
                return new ResultOutput(ReadBundle(properties), properties.TakeObject("metadata") ?? [], properties.TakeInteger("execution_count"))
                {
                    Extra = properties.Rest(),
                };
            case "error":
                properties.Take("output_type");
                return new ErrorOutput(properties.TakeString("ename") ?? "", properties.TakeString("evalue") ?? "", properties.TakeLines("traceback"))
                {
                    Extra = properties.Rest(),
                };
            default:
                return new UnknownOutput(properties.Rest());
        }
    }

    private static JsonObject ReadBundle(Properties properties)
    {
        var data = properties.TakeObject("data") ?? [];
        foreach (var (mimeType, value) in data.ToList())
        {
            if (!IsJson(mimeType) && value is JsonArray lines && lines.All(IsString))
                data[mimeType] = Join(lines);
        }
        return data;
    }

    private static bool IsString(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.String;

    private static string Join(JsonArray lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line!.GetValue<string>());
        return text.ToString();
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private NotebookFormatException Error(string? place, string problem) => new(path, place, problem);

    /// <summary>The properties of one object: known ones are taken out with their type checked, the rest is kept.</summary>
    private readonly struct Properties(IpynbReader reader, string? place, JsonObject json)
    {
        public JsonNode? Take(string name)
        {
            json.Remove(name, out var value);
            return value;
        }

        public JsonObject Rest() => json.Parent is null ? json : Detached();

        public JsonObject? TakeObject(string name) => Take(name) switch
        {
            null => null,
            JsonObject value => value,
            var other => throw Wrong(name, other, "an object"),
        };

        public string? TakeString(string name) => Take(name) switch
        {
            null => null,
            var value when IsString(value) => value.GetValue<string>(),
            var other => throw Wrong(name, other, "a string"),
        };

        public string? TakeText(string name) => Take(name) switch
        {
            null => null,
            var value when IsString(value) => value.GetValue<string>(),
            JsonArray lines when lines.All(IsString) => Join(lines),
            JsonArray => throw reader.Error(place, $"\"{name}\" is a list with something other than strings in it; it must be a string or a list of strings"),
            var other => throw Wrong(name, other, "a string or a list of strings"),
        };

        public IReadOnlyList<string> TakeLines(string name) => Take(name) switch
        {
            null => [],
            JsonArray lines when lines.All(IsString) => [.. lines.Select(line => line!.GetValue<string>())],
            var value when IsString(value) => value.GetValue<string>().Split('\n'),
            var other => throw Wrong(name, other, "a list of strings"),
        };

        public int? TakeInteger(string name)
        {
            var value = Take(name);
            if (value is null)
                return null;
            if (value.GetValueKind() == JsonValueKind.Number
                && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
            throw Wrong(name, value, "a whole number");
        }

        private JsonObject Detached()
        {
            var properties = json.ToList();
            json.Clear();
            return new JsonObject(properties);
        }

        private NotebookFormatException Wrong(string name, JsonNode? value, string expected) =>
            reader.Error(place, $"\"{name}\" is {(value?.GetValueKind() == JsonValueKind.Number ? Short(value.ToJsonString()) : Json.Describe(value))}; it must be {expected}");
    }
}
