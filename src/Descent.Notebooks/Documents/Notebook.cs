using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>A notebook: cells in order, and metadata. Read and written by <see cref="NotebookFile"/>.</summary>
public sealed class Notebook
{
    /// <summary>Creates a notebook of nbformat 4.5.</summary>
    /// <param name="cells">Its cells, in order; none when null.</param>
    /// <param name="metadata">Its metadata; an empty object when null.</param>
    public Notebook(IEnumerable<Cell>? cells = null, JsonObject? metadata = null)
    {
        Cells = [.. cells ?? []];
        Metadata = metadata ?? [];
    }

    /// <summary>The cells, in order.</summary>
    public List<Cell> Cells { get; }

    /// <summary>All metadata of the notebook, known or not.</summary>
    public JsonObject Metadata { get; set; }

    /// <summary>The major version of the format; 4.</summary>
    public int NbFormat { get; set; } = 4;

    /// <summary>The minor version of the format; from 5 on cells have ids in the file.</summary>
    public int NbFormatMinor { get; set; } = 5;

    /// <summary>Top-level properties that nbformat does not name, kept as they were.</summary>
    public JsonObject Extra { get; set; } = [];

    /// <summary>
    /// The language of the notebook's code cells in lower case, <c>csharp</c> for every way in which C# is spelled:
    /// from <c>polyglot_notebook</c>, <c>language_info</c> or <c>kernelspec</c>; <c>csharp</c> when nothing says otherwise.
    /// </summary>
    public string Language => Languages.Normalise(
        Languages.Specific(Json.Text(Metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName"))
        ?? Languages.Specific(Json.Text(Metadata, "language_info", "name"))
        ?? Languages.Specific(Json.Text(Metadata, "kernelspec", "language"))
        ?? Languages.CSharp);

    /// <summary>The language of one of the code cells: its own, else the notebook's.</summary>
    /// <param name="cell">A cell.</param>
    /// <returns>The language in lower case, such as <c>csharp</c>.</returns>
    public string LanguageOf(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Language is { } own ? Languages.Normalise(own) : Language;
    }

    /// <summary>A deep copy: no cell and no JSON node is shared with the original.</summary>
    /// <returns>The copy.</returns>
    public Notebook Copy() => new(Cells.Select(cell => cell.Copy()), (JsonObject)Metadata.DeepClone())
    {
        NbFormat = NbFormat,
        NbFormatMinor = NbFormatMinor,
        Extra = (JsonObject)Extra.DeepClone(),
    };
}
