using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Tests;

/// <summary>A folder for one test, with notebooks to run.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("descent-cli-").FullName;

    public string Add(string name, params string[] cells) => Add(name, [.. cells.Select(cell => (cell, Array.Empty<string>()))]);

    public string Add(string name, params (string Code, string[] Tags)[] cells) => Add(name, null, cells);

    public string Add(string name, double? timeout, params (string Code, string[] Tags)[] cells)
    {
        var notebook = new Notebook(cells.Select(cell => new Cell(CellKind.Code, cell.Code, "", Metadata(cell.Tags))));
        if (timeout is { } seconds)
            notebook.Metadata["execution"] = new JsonObject { ["timeout"] = seconds };
        NotebookFile.Write(notebook, PathOf(name));
        return PathOf(name);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static JsonObject Metadata(string[] tags) =>
        tags.Length == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) };
}
