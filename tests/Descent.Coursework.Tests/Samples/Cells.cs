using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Samples;

/// <summary>Cells with nbgrader's metadata, as authors of exercises write them.</summary>
internal static class Cells
{
    public static Cell Text(string id, string source) => New(CellKind.Markdown, id, source, grade: false, solution: false, locked: true);

    public static Cell Given(string id, string source) => New(CellKind.Code, id, source, grade: false, solution: false, locked: true);

    public static Cell Answer(string id, string source) => New(CellKind.Code, id, source, grade: false, solution: true, locked: false);

    public static Cell Checks(string id, string source, double points = 1) => New(CellKind.Code, id, source, grade: true, solution: false, locked: true, points);

    public static Cell Question(string id, string source, double points = 1) => New(CellKind.Markdown, id, source, grade: true, solution: true, locked: false, points);

    public static Cell New(CellKind kind, string id, string source, bool grade, bool solution, bool locked, double? points = null)
    {
        var nbgrader = new JsonObject { ["schema_version"] = 3, ["grade_id"] = id, ["grade"] = grade, ["solution"] = solution, ["locked"] = locked, ["task"] = false };
        if (points is { } value)
            nbgrader["points"] = value;
        return new Cell(kind, source, id, new JsonObject { ["nbgrader"] = nbgrader });
    }

    /// <summary>The cell with something changed in its nbgrader metadata; null takes a property out.</summary>
    public static Cell With(this Cell cell, string property, JsonNode? value)
    {
        var metadata = (JsonObject)cell.Metadata["nbgrader"]!;
        if (value is null)
            metadata.Remove(property);
        else
            metadata[property] = value;
        return cell;
    }

    /// <summary>A cell as it stands, without any metadata.</summary>
    public static Cell Plain(string source, CellKind kind = CellKind.Code, string id = "") => new(kind, source, id);
}
