using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Submissions;

/// <summary>Reads the bytes of a notebook as far as they can be understood.</summary>
internal static class NotebookMending
{
    private const int MaximumDepth = 256;
    private const int MaximumWarnings = 20;
    private const int MaximumCells = 5_000;

    // Of JSON without outputs. A tree of it takes some thirty times as much memory.
    private const int MaximumText = 16 << 20;

    /// <summary>Reads a notebook without its outputs.</summary>
    /// <param name="bytes">A file's content.</param>
    /// <returns>The notebook, and what had to be mended.</returns>
    /// <exception cref="NotebookFormatException">It is not a notebook.</exception>
    public static (Notebook Notebook, IReadOnlyList<string> Warnings) Read(byte[] bytes)
    {
        List<string> warnings = [];
        var content = Decoded(bytes, warnings);
        if (Reduce(content.Span, out var problem) is not { } reduced)
        {
            // A tree of the whole, outputs and all, would take gigabytes, if only to find the same fault again.
            if (MergeMarkers.Resolve(content.Span) is not { } resolved || Reduce(resolved, out _) is not { } mended)
                throw problem!;
            warnings.Add("the file has merge markers (<<<<<<<, =======, >>>>>>>); the first side of each was taken");
            reduced = mended;
        }
        JsonNode? root;
        try
        {
            root = JsonText.Read(reduced, null);
        }
        catch (ArgumentException exception)
        {
            throw new NotebookFormatException(null, null, exception.Message, exception);
        }
        if (root is JsonObject json)
            Mend(json, warnings);
        var notebook = NotebookFile.Parse(Written(root), ".ipynb");
        if (notebook.Cells.Exists(cell => cell.Source.Split('\n').Any(line => MergeMarkers.Is(line))))
            warnings.Add("a cell holds merge markers (<<<<<<<, =======, >>>>>>>): choose one side of each");
        return (notebook, [.. warnings.Take(MaximumWarnings)]);
    }

    /// <summary>The content in UTF-8 without a byte-order mark.</summary>
    private static ReadOnlyMemory<byte> Decoded(byte[] bytes, List<string> warnings)
    {
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (!bytes.AsSpan().StartsWith(encoding.Preamble))
                continue;
            warnings.Add("the file was saved as UTF-16; notebooks are UTF-8");
            return Encoding.UTF8.GetBytes(encoding.GetString(bytes.AsSpan(encoding.Preamble.Length)));
        }
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(Encoding.UTF8.Preamble.Length) : bytes;
    }

    /// <summary>The tree as JSON, however deep it is: <see cref="JsonSerializer"/> would stop at 64 levels.</summary>
    private static ReadOnlySpan<byte> Written(JsonNode? root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (root is null)
                writer.WriteNullValue();
            else
                root.WriteTo(writer);
        }
        return buffer.WrittenSpan;
    }

    /// <summary>The same JSON with empty outputs and no attachments, however large they were; null, and why, when it is not JSON.</summary>
    /// <exception cref="NotebookFormatException">There is too much of it even so.</exception>
    private static byte[]? Reduce(ReadOnlySpan<byte> bytes, out NotebookFormatException? problem)
    {
        problem = null;
        var buffer = new ArrayBufferWriter<byte>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
        try
        {
            using var writer = new Utf8JsonWriter(buffer);
            while (reader.Read())
            {
                if (writer.BytesCommitted + writer.BytesPending + reader.ValueSpan.Length > MaximumText)
                    throw new NotebookFormatException(null, null, $"without its outputs it has more than {MaximumText >> 20} MB");
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName when reader.CurrentDepth == 3 && reader.ValueTextEquals("outputs"):
                        reader.Skip();
                        writer.WriteStartArray("outputs");
                        writer.WriteEndArray();
                        break;
                    case JsonTokenType.PropertyName when reader.CurrentDepth == 3 && reader.ValueTextEquals("attachments"):
                        reader.Skip();
                        break;
                    case JsonTokenType.PropertyName:
                        writer.WritePropertyName(reader.GetString()!);
                        break;
                    case JsonTokenType.StartObject:
                        writer.WriteStartObject();
                        break;
                    case JsonTokenType.EndObject:
                        writer.WriteEndObject();
                        break;
                    case JsonTokenType.StartArray:
                        writer.WriteStartArray();
                        break;
                    case JsonTokenType.EndArray:
                        writer.WriteEndArray();
                        break;
                    case JsonTokenType.String:
                        writer.WriteStringValue(reader.GetString());
                        break;
                    default:
                        writer.WriteRawValue(reader.ValueSpan);
                        break;
                }
            }
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch (JsonException exception)
        {
            problem = JsonText.Malformed(exception, bytes, null);
        }
        catch (InvalidOperationException exception)
        {
            problem = JsonText.NotUnicode(exception, bytes, reader.TokenStartIndex, null);
        }
        catch (ArgumentException exception)
        {
            problem = new NotebookFormatException(null, null, exception.Message, exception);
        }
        return null;
    }

    private static void Mend(JsonObject root, List<string> warnings)
    {
        if (root["cells"] is not JsonArray cells)
            return;
        if (root["metadata"] is not JsonObject)
            root["metadata"] = new JsonObject();
        if (root["nbformat"] is not JsonValue version || version.GetValueKind() != JsonValueKind.Number)
            root["nbformat"] = 4;
        if (root["nbformat_minor"] is not JsonValue minor || minor.GetValueKind() != JsonValueKind.Number)
            root["nbformat_minor"] = 5;
        if (cells.Count > MaximumCells)
            throw new NotebookFormatException(null, null, $"it has {cells.Count} cells; at most {MaximumCells} are read");
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            if (cells[i] is JsonObject cell)
            {
                Mend(cell, i + 1, warnings);
                continue;
            }
            warnings.Add($"cell {i + 1} is no cell and was left out");
            cells.RemoveAt(i);
        }
    }

    private static void Mend(JsonObject cell, int number, List<string> warnings)
    {
        var isCode = cell.ContainsKey("outputs") || cell.ContainsKey("execution_count");
        if (Json.Text(cell, "cell_type") is not ("code" or "markdown" or "raw"))
        {
            cell["cell_type"] = isCode ? "code" : "markdown";
            warnings.Add($"cell {number} is of no known type; it was taken for {(isCode ? "code" : "text")}");
        }
        switch (cell["source"])
        {
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                break;
            case JsonArray lines when lines.All(line => line?.GetValueKind() == JsonValueKind.String):
                break;
            case JsonArray lines:
                cell["source"] = string.Concat(lines.OfType<JsonValue>().Where(line => line.GetValueKind() == JsonValueKind.String).Select(line => line.GetValue<string>()));
                warnings.Add($"cell {number} has lines that are no text; they were left out");
                break;
            default:
                cell["source"] = "";
                warnings.Add($"cell {number} has no text");
                break;
        }
        if (cell["metadata"] is not JsonObject)
            cell["metadata"] = new JsonObject();
        if (cell.ContainsKey("id") && Json.Text(cell, "id") is null)
            cell.Remove("id");
        cell.Remove("execution_count");
        cell.Remove("attachments");
        cell.Remove("outputs");
    }
}
