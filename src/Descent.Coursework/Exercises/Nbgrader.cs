using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Exercises;

/// <summary>The metadata of cells that nbgrader defines (schema 3, nbgrader 0.6 and later): whoever knows nbgrader is at home, and nbgrader can list and lock the cells.</summary>
internal static partial class Nbgrader
{
    private const string Key = "nbgrader";
    private const int SchemaVersion = 3;

    /// <summary>The cell's <c>grade_id</c>; null when it has none.</summary>
    public static string? IdOf(Cell cell) =>
        cell.Metadata[Key] is JsonObject metadata && metadata["grade_id"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    /// <summary>Whether nbgrader takes the text for a <c>grade_id</c>.</summary>
    public static bool IsId(string text) => Id.IsMatch(text);

    /// <summary>What the cell is for.</summary>
    public static CellRole RoleOf(Cell cell)
    {
        var (grade, solution) = (Flag(cell, "grade"), Flag(cell, "solution"));
        return grade && solution ? CellRole.Question
            : solution ? CellRole.Answer
            : grade ? CellRole.Checks
            : CellRole.Given;
    }

    /// <summary>Whether the cell is what nbgrader calls a task: a text to which students answer with cells of their own.</summary>
    public static bool IsTask(Cell cell) => Flag(cell, "task");

    /// <summary>The cell's points; null when it has none.</summary>
    public static double? PointsOf(Cell cell) =>
        cell.Metadata[Key] is JsonObject metadata && metadata["points"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var points) && double.IsFinite(points) ? points : null;

    /// <summary>The checksum that the cell had when it was released; null when it has none.</summary>
    public static string? ChecksumOf(Cell cell) => (cell.Metadata[Key] as JsonObject)?["checksum"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Writes a cell's metadata in full.</summary>
    public static void Write(Cell cell, string id, CellRole role, double? points, bool withChecksum)
    {
        var metadata = new JsonObject
        {
            ["schema_version"] = SchemaVersion,
            ["grade_id"] = id,
            ["grade"] = role is CellRole.Checks or CellRole.Question,
            ["solution"] = role is CellRole.Answer or CellRole.Question,
            ["locked"] = role is CellRole.Given or CellRole.Checks,
            ["task"] = false,
            ["cell_type"] = TypeOf(cell),
        };
        // Only graded cells have points.
        if (points is { } value && role is CellRole.Checks or CellRole.Question)
            metadata["points"] = value;
        cell.Metadata[Key] = metadata;
        if (withChecksum)
            metadata["checksum"] = Checksum(cell);
    }

    /// <summary>A checksum as nbgrader computes it: MD5 of source, type, and what the metadata says of grading.</summary>
    public static string Checksum(Cell cell)
    {
        var text = new StringBuilder(cell.Source).Append(TypeOf(cell));
        foreach (var flag in new[] { "grade", "solution", "locked" })
            text.Append(Flag(cell, flag) ? "True" : "False");
        text.Append(IdOf(cell));
        if (Flag(cell, "grade") && PointsOf(cell) is { } points)
            text.Append(double.IsInteger(points) ? $"{points:0}.0" : $"{points:R}");
#pragma warning disable CA5351 // nbgrader's checksum is MD5; it guards against accidents, not attacks
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5351
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Id { get; }

    private static string TypeOf(Cell cell) => cell.Kind switch
    {
        CellKind.Code => "code",
        CellKind.Markdown => "markdown",
        _ => "raw",
    };

    private static bool Flag(Cell cell, string name) =>
        cell.Metadata[Key] is JsonObject metadata && metadata[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
