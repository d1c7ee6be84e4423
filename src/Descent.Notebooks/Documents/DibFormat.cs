using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>
/// The <c>.dib</c> format of .NET Interactive: text in which a line such as <c>#!csharp</c> or <c>#!markdown</c> begins a
/// cell and <c>#!meta</c> a block of JSON. It has no place for outputs, ids and cell metadata; the last two travel in the
/// JSON block and find their cell again by its content.
/// </summary>
internal static class DibFormat
{
    private const string Prefix = "#!";
    private const string Kept = "descent_cells";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What may stand behind <c>#!</c> at the start of a cell, and the kernel that it means.</summary>
    private static readonly Dictionary<string, string> KnownKernels = new(StringComparer.Ordinal)
    {
        ["csharp"] = "csharp",
        ["c#"] = "csharp",
        ["C#"] = "csharp",
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        ["F#"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["html"] = "html",
        ["http"] = "http",
        ["kql"] = "kql",
        ["mermaid"] = "mermaid",
        ["sql"] = "sql",
        ["value"] = "value",
        ["markdown"] = "markdown",
        ["md"] = "markdown",
        ["raw"] = "raw",
    };

    public static Notebook Read(ReadOnlySpan<byte> bytes, string? path)
    {
        var lines = LineEnds.ToNewline(Decode(bytes, path)).Split('\n');
        var kernels = new Dictionary<string, string>(KnownKernels, StringComparer.Ordinal);
        var metadata = new JsonObject();
        var foundMetadata = false;
        var kernel = Languages.CSharp;
        var body = new List<string>();
        var found = new List<(string Kernel, string Source)>();

        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (!foundMetadata && line.TrimEnd() == "#!meta")
            {
                foundMetadata = true;
                var end = Array.FindIndex(lines, i + 1, text => text.StartsWith(Prefix, StringComparison.Ordinal));
                end = end < 0 ? lines.Length : end;
                metadata = ReadMetadata(string.Join('\n', lines[(i + 1)..end]), i + 1, path);
                kernel = AddKernels(kernels, metadata) ?? kernel;
                i = end - 1;
            }
            else if (line.StartsWith(Prefix, StringComparison.Ordinal) && kernels.TryGetValue(line[Prefix.Length..].TrimEnd(), out var next))
            {
                AddCell();
                kernel = next;
            }
            else
            {
                body.Add(line);
            }
        }
        AddCell();
        return ToNotebook(metadata, found);

        void AddCell()
        {
            var source = Trim(body);
            body.Clear();
            if (source.Length > 0)
                found.Add((kernel, source));
        }
    }

    public static string Write(Notebook notebook)
    {
        var text = new StringBuilder();
        var metadata = (JsonObject)notebook.Metadata.DeepClone();
        if (metadata["polyglot_notebook"] is JsonObject polyglot && polyglot["kernelInfo"] is JsonObject kernelInfo)
        {
            // The place where .NET Interactive looks for it in this format.
            polyglot.Remove("kernelInfo");
            metadata["kernelInfo"] = kernelInfo;
            if (polyglot.Count == 0)
                metadata.Remove("polyglot_notebook");
        }
        if (KeptOf(notebook) is { Count: > 0 } kept)
            metadata[Kept] = kept;
        if (metadata.Count > 0)
            text.Append("#!meta\n\n").Append(metadata.ToJsonString(Compact)).Append("\n\n");

        var written = notebook.Cells.Select((cell, i) => (Cell: cell, Number: i + 1, Source: Trim(Lines(cell.Source)))).Where(item => item.Source.Length > 0);
        foreach (var (cell, number, source) in written)
        {
            var kernel = KernelOf(notebook, cell);
            if (cell.Kind != CellKind.Code && source.Split('\n').FirstOrDefault(BeginsCell) is { } line)
            {
                throw new NotebookFormatException(null, $"cell {number}",
                    $"the line '{line}' of its text would begin a new cell in a .dib file; indent it or keep the notebook as .ipynb");
            }
            text.Append(Prefix).Append(kernel).Append("\n\n").Append(source).Append("\n\n");
        }
        if (text.Length > 0)
            text.Length--;
        return text.ToString();
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? path)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
            throw new NotebookFormatException(path, $"line {line}", "not text in UTF-8; save the file as UTF-8", exception);
        }
    }

    private static JsonObject ReadMetadata(string json, int line, string? path)
    {
        try
        {
            return JsonText.Read(Encoding.UTF8.GetBytes(json), path) as JsonObject
                ?? throw new NotebookFormatException(path, $"line {line}", "the block after #!meta must be a JSON object");
        }
        catch (NotebookFormatException exception) when (exception.InnerException is not null)
        {
            throw new NotebookFormatException(path, $"line {line}, the block after #!meta", $"{exception.Problem} ({exception.Place} of the block)", exception);
        }
    }

    /// <summary>Learns the kernels that the metadata names; returns the default one, if it names that.</summary>
    private static string? AddKernels(Dictionary<string, string> kernels, JsonObject metadata)
    {
        var kernelInfo = metadata["kernelInfo"] as JsonObject;
        foreach (var item in kernelInfo?["items"] as JsonArray ?? [])
        {
            if (Json.Text(item, "name") is not { Length: > 0 } name)
                continue;
            kernels[name] = name;
            foreach (var alias in (item as JsonObject)?["aliases"] as JsonArray ?? [])
            {
                if (Json.Text(alias) is { Length: > 0 } other)
                    kernels[other] = name;
            }
        }
        return Json.Text(kernelInfo, "defaultKernelName") is { Length: > 0 } kernel ? kernels.GetValueOrDefault(kernel, kernel) : null;
    }

    private static Notebook ToNotebook(JsonObject metadata, List<(string Kernel, string Source)> found)
    {
        var kept = metadata[Kept] as JsonArray ?? [];
        metadata.Remove(Kept);
        if (metadata["kernelInfo"] is JsonObject kernelInfo)
        {
            metadata.Remove("kernelInfo");
            if (metadata["polyglot_notebook"] is not JsonObject polyglot)
                metadata["polyglot_notebook"] = polyglot = [];
            polyglot["kernelInfo"] = kernelInfo;
        }

        var notebook = new Notebook(metadata: metadata);
        CourseMetadata.AddMissing(notebook.Metadata, notebook.Language);
        foreach (var (kernel, source) in found)
        {
            var cell = new Cell(kernel switch { "markdown" => CellKind.Markdown, "raw" => CellKind.Raw, _ => CellKind.Code }, source);
            Restore(cell, kept);
            if (cell.Kind == CellKind.Code && Languages.Normalise(kernel) != notebook.LanguageOf(cell))
            {
                cell.Metadata["dotnet_interactive"] = new JsonObject { ["language"] = kernel };
                cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel };
            }
            notebook.Cells.Add(cell);
        }
        var ids = CellIds.For(notebook.Cells);
        for (var i = 0; i < ids.Length; i++)
            notebook.Cells[i].Id = ids[i];
        return notebook;
    }

    private static JsonArray KeptOf(Notebook notebook)
    {
        var kept = new JsonArray();
        foreach (var cell in notebook.Cells)
        {
            var source = Trim(Lines(cell.Source));
            var item = new JsonObject();
            if (!cell.IdIsGenerated && CellIds.IsValid(cell.Id))
                item["id"] = cell.Id;
            var metadata = (JsonObject)cell.Metadata.DeepClone();
            if (cell.Kind == CellKind.Code && cell.Language is not null)
            {
                // The line that begins the cell says it.
                metadata.Remove("dotnet_interactive");
                metadata.Remove("polyglot_notebook");
            }
            if (metadata.Count > 0)
                item["metadata"] = metadata;
            if (item.Count == 0 || source.Length == 0)
                continue;
            item["source"] = Digest(cell.Kind, source);
            kept.Add(item);
        }
        return kept;
    }

    /// <summary>Gives a cell the id and metadata that were kept for one of the same content, each only once.</summary>
    private static void Restore(Cell cell, JsonArray kept)
    {
        var digest = Digest(cell.Kind, cell.Source);
        for (var i = 0; i < kept.Count; i++)
        {
            if (Json.Text(kept[i], "source") != digest)
                continue;
            var item = (JsonObject)kept[i]!;
            kept.RemoveAt(i);
            cell.Id = Json.Text(item, "id") ?? "";
            cell.Metadata = item["metadata"]?.DeepClone() as JsonObject ?? [];
            return;
        }
    }

    private static string Digest(CellKind kind, string source) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{source}")).AsSpan(0, 8));

    private static string KernelOf(Notebook notebook, Cell cell) => cell.Kind switch
    {
        CellKind.Markdown => "markdown",
        CellKind.Raw => "raw",
        _ => cell.Language ?? Json.Text(notebook.Metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName") ?? notebook.Language,
    };

    private static bool BeginsCell(string line) =>
        line.StartsWith(Prefix, StringComparison.Ordinal) && (KnownKernels.ContainsKey(line[Prefix.Length..].TrimEnd()) || line.TrimEnd() == "#!meta");

    private static List<string> Lines(string source) => [.. LineEnds.ToNewline(source).Split('\n')];

    private static string Trim(List<string> lines)
    {
        var first = lines.FindIndex(line => line.Length > 0);
        return first < 0 ? "" : string.Join('\n', lines[first..(lines.FindLastIndex(line => line.Length > 0) + 1)]);
    }
}
