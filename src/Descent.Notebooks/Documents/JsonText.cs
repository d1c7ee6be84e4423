using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>
/// JSON as Python's <c>json.dumps(x, sort_keys=True, indent=1, ensure_ascii=False)</c> writes it, which is what Jupyter's
/// files are, and reading that builds the whole tree at once, so that everything that can be wrong shows here and nowhere later.
/// </summary>
internal static class JsonText
{
    /// <summary>As deep as any output of a plotting library, and shallow enough for recursion.</summary>
    private const int MaxDepth = 128;

    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>Reads one JSON value. Of a property that is there twice, the last counts, as in Python.</summary>
    /// <exception cref="NotebookFormatException">The bytes are not JSON in UTF-8.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> bytes, string? path)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var node = ReadValue(ref reader);
            reader.Read();
            return node;
        }
        catch (JsonException exception)
        {
            throw Malformed(exception, bytes, path);
        }
        catch (InvalidOperationException exception)
        {
            throw NotUnicode(exception, bytes, reader.TokenStartIndex, path);
        }
    }

    /// <summary>What a reader says of bytes that are not JSON, with its place.</summary>
    public static NotebookFormatException Malformed(JsonException exception, ReadOnlySpan<byte> bytes, string? path)
    {
        var place = exception.LineNumber is { } line ? $"line {line + 1}, byte {exception.BytePositionInLine + 1}" : null;
        return new NotebookFormatException(path, place, $"not JSON: {Reason(exception, bytes.IsEmpty)}", exception);
    }

    /// <summary>What a reader says of a string whose bytes are not UTF-8, or whose escapes are half a surrogate pair.</summary>
    public static NotebookFormatException NotUnicode(InvalidOperationException exception, ReadOnlySpan<byte> bytes, long token, string? path)
    {
        var line = bytes[..(int)token].Count((byte)'\n') + 1;
        return new NotebookFormatException(path, $"line {line}", "a string is not valid Unicode; save the file as UTF-8", exception);
    }

    /// <summary>Appends a value in canonical form.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="node">The value.</param>
    /// <param name="indent">Depth of the line that the value starts on.</param>
    public static void Append(StringBuilder text, JsonNode? node, int indent)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonObject properties:
                var separator = '{';
                foreach (var (name, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
                {
                    Line(text.Append(separator), indent + 1);
                    AppendString(text, name);
                    Append(text.Append(": "), value, indent + 1);
                    separator = ',';
                }
                Line(text, indent).Append('}');
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonArray items:
                separator = '[';
                foreach (var item in items)
                {
                    Line(text.Append(separator), indent + 1);
                    Append(text, item, indent + 1);
                    separator = ',';
                }
                Line(text, indent).Append(']');
                break;
            default:
                AppendScalar(text, (JsonValue)node);
                break;
        }
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    // A property may be asked for as any type of number, so it is kept as the text that it is.
                    properties[name] = reader.TokenType == JsonTokenType.Number
                        ? JsonValue.Create(JsonElement.ParseValue(ref reader))
                        : ReadValue(ref reader);
                }
                return properties;
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader));
                return items;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return ReadElement(ref reader);
            case JsonTokenType.True:
                return JsonValue.Create(true);
            case JsonTokenType.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    /// <summary>A number in a list, of which a figure's data has millions: as compact as its spelling allows.</summary>
    private static JsonValue ReadElement(ref Utf8JsonReader reader)
    {
        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        if (reader.TryGetInt64(out var whole) && whole.ToString(CultureInfo.InvariantCulture) == text)
            return JsonValue.Create(whole);
        if (reader.TryGetDouble(out var number) && double.IsFinite(number) && Number(number) == text)
            return JsonValue.Create(number);
        // Spelled in some other way, or too long for either: kept digit by digit.
        return JsonValue.Create(JsonElement.ParseValue(ref reader))!;
    }

    private static void AppendScalar(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                AppendString(text, value.TryGetValue<string>(out var characters) ? characters : value.Deserialize<string>()!);
                break;
            case JsonValueKind.Number when value.TryGetValue<JsonElement>(out var element):
                text.Append(element.GetRawText());
                break;
            case JsonValueKind.Number when value.TryGetValue<double>(out var number) && !value.TryGetValue<long>(out _):
                text.Append(Number(number));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    /// <summary>A number as Python's <c>repr</c> writes it: the shortest digits that read back as the same number.</summary>
    private static string Number(double number)
    {
        var magnitude = Math.Abs(number);
        if (magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16))
        {
            var plain = number.ToString("R", CultureInfo.InvariantCulture);
            if (plain.Contains('E'))
                plain = ((decimal)number).ToString(CultureInfo.InvariantCulture);
            return plain.Contains('.') ? plain : plain + ".0";
        }
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E'))
            text = number.ToString("E16", CultureInfo.InvariantCulture);
        var parts = text.Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return $"{parts[0]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        while (true)
        {
            var at = rest.IndexOfAny(Special);
            if (at < 0)
                break;
            text.Append(rest[..at]);
            var character = rest[at];
            if (char.IsHighSurrogate(character) && at + 1 < rest.Length && char.IsLowSurrogate(rest[at + 1]))
            {
                text.Append(character).Append(rest[at + 1]);
                rest = rest[(at + 2)..];
                continue;
            }
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                // Half a surrogate pair has no UTF-8 form.
                >= '\uD800' => text.Append('\uFFFD'),
                _ => text.Append($"\\u{(int)character:x4}"),
            };
            rest = rest[(at + 1)..];
        }
        text.Append(rest).Append('"');
    }

    private static StringBuilder Line(StringBuilder text, int indent) => text.Append('\n').Append(' ', indent);

    private static string Reason(JsonException exception, bool empty)
    {
        if (empty)
            return "the file is empty";
        var message = exception.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
