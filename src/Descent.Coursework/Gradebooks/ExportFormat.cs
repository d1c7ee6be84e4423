namespace Descent.Coursework.Gradebooks;

/// <summary>The forms in which marks leave the gradebook.</summary>
public enum ExportFormat
{
    /// <summary>A row for each student and exercise, with everything.</summary>
    Csv,

    /// <summary>Canvas's gradebook import: a row a student, a column an exercise.</summary>
    Canvas,

    /// <summary>Moodle's grade import: a row a student, a column an exercise.</summary>
    Moodle,

    /// <summary>Everything, as JSON.</summary>
    Json,
}
