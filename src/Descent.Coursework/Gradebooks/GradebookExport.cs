using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Descent.Coursework.Courses;

namespace Descent.Coursework.Gradebooks;

/// <summary>
/// Writes marks for other systems. A text that a spreadsheet would take for a formula gets an apostrophe before it: names come from
/// whoever hands in.
/// </summary>
public static class GradebookExport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly CsvWriterOptions Options = new()
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
    };

    /// <summary>Writes marks.</summary>
    /// <param name="entries">The marks.</param>
    /// <param name="course">Names of students, due times and rules.</param>
    /// <param name="format">The form.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(IReadOnlyList<GradebookEntry> entries, CourseSettings course, ExportFormat format, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(writer);
        if (format == ExportFormat.Json)
        {
            writer.Write(Json(entries, course) + "\n");
            return;
        }
        using var csv = CsvWriter.Create(writer, Options, leaveOpen: true);
        if (format == ExportFormat.Csv)
            WriteAll(csv, entries, course);
        else
            WriteTable(csv, entries, course, format);
    }

    private static void WriteAll(CsvWriter csv, IReadOnlyList<GradebookEntry> entries, CourseSettings course)
    {
        Row(csv, "student", "name", "exercise", "attempt", "submitted", "automatic", "automatic maximum", "manual", "manual maximum", "unmarked", "late factor", "total", "maximum", "flags", "sandbox", "problem");
        foreach (var entry in entries)
        {
            Row(
                csv, entry.Student, Student(course, entry.Student).Name ?? "", entry.Exercise, Text(entry.Attempt), entry.Submitted.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                Text(entry.Automatic), Text(entry.AutomaticMaximum), Text(entry.Manual), Text(entry.ManualMaximum), Text(entry.Unmarked),
                Text(course.LateFactor(entry.Student, entry.Exercise, entry.Submitted)), Text(entry.Total(course)), Text(entry.Maximum), Text(entry.Flags), entry.Sandbox, entry.Problem ?? "");
        }
    }

    private static void WriteTable(CsvWriter csv, IReadOnlyList<GradebookEntry> entries, CourseSettings course, ExportFormat format)
    {
        var exercises = entries.Select(entry => entry.Exercise).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        string[] identity = format == ExportFormat.Canvas ? ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"] : ["Username", "Full name", "ID number", "Email address"];
        Row(csv, [.. identity, .. exercises]);
        if (format == ExportFormat.Canvas)
            Row(csv, ["    Points Possible", "", "", "", "", .. exercises.Select(exercise => Text(entries.Where(entry => entry.Exercise == exercise).Max(entry => entry.Maximum)))]);
        foreach (var student in entries.GroupBy(entry => entry.Student, StringComparer.Ordinal))
        {
            var settings = Student(course, student.Key);
            string[] who = format == ExportFormat.Canvas
                ? [settings.Name ?? student.Key, settings.Id ?? "", "", settings.Login ?? student.Key, settings.Section ?? ""]
                : [settings.Login ?? student.Key, settings.Name ?? "", settings.Id ?? "", settings.Email ?? ""];
            Row(csv, [.. who, .. exercises.Select(exercise => student.FirstOrDefault(entry => entry.Exercise == exercise) is { } entry ? Text(entry.Total(course)) : "")]);
        }
    }

    private static string Json(IReadOnlyList<GradebookEntry> entries, CourseSettings course) => new JsonArray([.. entries.Select(entry => new JsonObject
    {
        ["student"] = entry.Student,
        ["exercise"] = entry.Exercise,
        ["attempt"] = entry.Attempt,
        ["submitted"] = entry.Submitted.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["automatic"] = entry.Automatic,
        ["automaticMaximum"] = entry.AutomaticMaximum,
        ["manual"] = entry.Manual,
        ["manualMaximum"] = entry.ManualMaximum,
        ["unmarked"] = entry.Unmarked,
        ["lateFactor"] = course.LateFactor(entry.Student, entry.Exercise, entry.Submitted),
        ["total"] = entry.Total(course),
        ["maximum"] = entry.Maximum,
        ["flags"] = entry.Flags,
        ["sandbox"] = entry.Sandbox,
        ["problem"] = entry.Problem,
    })]).ToJsonString(Indented);

    private static StudentSettings Student(CourseSettings course, string student) => course.Students.GetValueOrDefault(student) ?? new StudentSettings();

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Row(CsvWriter csv, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
