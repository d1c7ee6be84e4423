using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>Writes nbformat 4 in Jupyter's canonical form.</summary>
internal static class IpynbWriter
{
    public static string Write(Notebook notebook)
    {
        var text = new StringBuilder();
        JsonText.Append(text, ToNode(notebook), 0);
        return text.Append('\n').ToString();
    }

    private static JsonObject ToNode(Notebook notebook)
    {
        var ids = CellIds.For(notebook.Cells);
        var json = Copy(notebook.Extra);
        json["cells"] = new JsonArray([.. notebook.Cells.Select((cell, i) =>
            ToNode(cell, notebook.NbFormatMinor >= 5 || (cell.Id.Length > 0 && !cell.IdIsGenerated) ? ids[i] : null))]);
        json["metadata"] = notebook.Metadata.DeepClone();
        json["nbformat"] = notebook.NbFormat;
        json["nbformat_minor"] = notebook.NbFormatMinor;
        return json;
    }

    private static JsonObject ToNode(Cell cell, string? id)
    {
        var json = Copy(cell.Extra);
        json["cell_type"] = cell.Kind switch
        {
            CellKind.Code => "code",
            CellKind.Markdown => "markdown",
            _ => "raw",
        };
        if (id is not null)
            json["id"] = id;
        json["metadata"] = cell.Metadata.DeepClone();
        json["source"] = Lines(cell.Source);
        if (cell.Kind == CellKind.Code)
        {
            json["execution_count"] = cell.ExecutionCount;
            json["outputs"] = new JsonArray([.. cell.Outputs.Select(ToNode)]);
        }
        else if (cell.Attachments is not null)
        {
            json["attachments"] = cell.Attachments.DeepClone();
        }
        return json;
    }

    private static JsonNode ToNode(Output output)
    {
        if (output is UnknownOutput unknown)
            return unknown.Json.DeepClone();
        var json = Copy(output.Extra);
        switch (output)
        {
            case StreamOutput stream:
                json["output_type"] = "stream";
                json["name"] = stream.Name;
                json["text"] = Lines(stream.Text);
                break;
            case DisplayOutput display:
                json["output_type"] = "display_data";
                json["data"] = Bundle(display.Data);
                json["metadata"] = display.Metadata.DeepClone();
                break;
            case ResultOutput result:
                json["output_type"] = "execute_result";
                json["data"] = Bundle(result.Data);
                json["metadata"] = result.Metadata.DeepClone();
                json["execution_count"] = result.ExecutionCount;
                break;
            case ErrorOutput error:
                json["output_type"] = "error";
                json["ename"] = error.Name;
                json["evalue"] = error.Value;
                json["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode?)line)]);
                break;
        }
        return json;
    }

    private static JsonObject Bundle(JsonObject data)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, value) in data)
            bundle[mimeType] = IsText(mimeType) && value?.GetValueKind() == JsonValueKind.String ? Lines(value.GetValue<string>()) : value?.DeepClone();
        return bundle;
    }

    /// <summary>The types whose text Jupyter cuts into lines; base64 and JSON stay whole.</summary>
    private static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";

    private static JsonArray Lines(string text) => new([.. PythonLines.Split(text).Select(line => (JsonNode?)line)]);

    private static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();
}
