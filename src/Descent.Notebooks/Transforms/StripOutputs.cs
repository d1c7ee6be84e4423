using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Transforms;

/// <summary>
/// Takes out of a notebook what a run or an editor put in: what remains is what its author wrote, so that a commit shows
/// only that. Normalises to nbformat 4.5 with ids, <c>\n</c> line ends and the course's metadata.
/// </summary>
public static class StripOutputs
{
    /// <summary>Cell metadata that says how a cell was shown or when it ran.</summary>
    private static readonly string[] VolatileInCells =
        ["ExecuteTime", "collapsed", "execution", "hidden", "papermill", "scrolled", "trusted", "vscode"];

    /// <summary>Notebook metadata that says who ran or showed it. <c>execution</c> stays: its time-out is the author's.</summary>
    private static readonly string[] VolatileInNotebook =
        ["interpreter", "orig_nbformat", "papermill", "signature", "toc", "varInspector", "vscode", "widgets"];

    /// <summary>Strips a notebook; stripping twice is the same as once.</summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <returns>A stripped copy.</returns>
    public static Notebook Apply(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var stripped = notebook.Copy();
        var language = stripped.Language;
        var ids = CellIds.For(stripped.Cells);
        for (var i = 0; i < ids.Length; i++)
            StripCell(stripped.Cells[i], ids[i], language);

        stripped.NbFormat = 4;
        stripped.NbFormatMinor = 5;
        Remove(stripped.Metadata, VolatileInNotebook);
        if (language == Languages.CSharp)
        {
            stripped.Metadata.Remove("kernelspec");
            stripped.Metadata.Remove("language_info");
            if (IsPlain(stripped.Metadata["polyglot_notebook"] as JsonObject))
                stripped.Metadata.Remove("polyglot_notebook");
            CourseMetadata.AddMissing(stripped.Metadata, language);
        }
        else if (stripped.Metadata["language_info"] is JsonObject info)
        {
            info.Remove("version");
        }
        return stripped;
    }

    private static void StripCell(Cell cell, string id, string language)
    {
        cell.Id = id;
        cell.IdIsGenerated = false;
        cell.Source = LineEnds.ToNewline(cell.Source);
        cell.Outputs.Clear();
        cell.ExecutionCount = null;
        Remove(cell.Metadata, VolatileInCells);
        if (cell.Metadata["jupyter"] is JsonObject jupyter)
        {
            Remove(jupyter, ["outputs_hidden", "source_hidden"]);
            if (jupyter.Count == 0)
                cell.Metadata.Remove("jupyter");
        }
        // Editors write the language on every cell; it says something only where it is not the notebook's.
        if (cell.Language is { } own && Languages.Normalise(own) == language)
        {
            cell.Metadata.Remove("dotnet_interactive");
            cell.Metadata.Remove("polyglot_notebook");
        }
        if (cell.Attachments is { Count: 0 })
            cell.Attachments = null;
    }

    /// <summary>Whether Polyglot Notebooks' metadata names one C# kernel and nothing else.</summary>
    private static bool IsPlain(JsonObject? polyglot) =>
        polyglot is { Count: 1 }
        && polyglot["kernelInfo"] is JsonObject { Count: <= 2 } kernelInfo
        && kernelInfo["items"] is null or JsonArray { Count: <= 1 };

    private static void Remove(JsonObject json, IEnumerable<string> names)
    {
        foreach (var name in names)
            json.Remove(name);
    }
}
