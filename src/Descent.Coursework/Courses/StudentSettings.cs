namespace Descent.Coursework.Courses;

/// <summary>What a learning platform calls a student.</summary>
public sealed record StudentSettings
{
    /// <summary>The name, as the platform shows it.</summary>
    public string? Name { get; init; }

    /// <summary>The platform's number: Canvas's <c>ID</c>, Moodle's <c>ID number</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The login: Canvas's <c>SIS Login ID</c>, Moodle's <c>Username</c>.</summary>
    public string? Login { get; init; }

    /// <summary>The electronic address.</summary>
    public string? Email { get; init; }

    /// <summary>Canvas's <c>Section</c>.</summary>
    public string? Section { get; init; }
}
