using System.Text.Json;
using System.Text.Json.Serialization;

namespace Descent.Coursework.Courses;

/// <summary>What a lecturer sets for a course, in <c>course.json</c>; everything has a default.</summary>
public sealed record CourseSettings
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "course.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The course's name, for pages.</summary>
    public string Name { get; init; } = "Descent";

    /// <summary>The seed of hidden checks: change it every year.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether a <c>timestamp.txt</c> beside a submission says when it was handed in, as nbgrader has it; else the file's time does. Only where
    /// those who hand in cannot write such a file.
    /// </summary>
    public bool TimestampFiles { get; init; }

    /// <summary>The repository of the course as <c>OWNER/NAME</c>, for the workflow in released exercises; null: students' repositories hold the course.</summary>
    public string? Repository { get; init; }

    /// <summary>What being late costs, where an exercise does not say.</summary>
    public LateRule Late { get; init; } = new();

    /// <summary>Due times and rules, by exercise.</summary>
    public IReadOnlyDictionary<string, ExerciseSettings> Exercises { get; init; } = new Dictionary<string, ExerciseSettings>();

    /// <summary>Later due times, by student, then exercise.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, DateTimeOffset>> Extensions { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, DateTimeOffset>>();

    /// <summary>What a learning platform calls the students, by the name of their folder.</summary>
    public IReadOnlyDictionary<string, StudentSettings> Students { get; init; } = new Dictionary<string, StudentSettings>();

    /// <summary>Reads the settings.</summary>
    /// <param name="path">The file; null for <see cref="FileName"/> in the current folder, where it need not exist.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="InvalidDataException">The file is not as it should be; the message says where.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static CourseSettings Read(string? path)
    {
        if (path is null && !File.Exists(FileName))
            return new CourseSettings();
        path ??= FileName;
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no file '{path}'", path);
        try
        {
            var settings = JsonSerializer.Deserialize<CourseSettings>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"{path}: the file holds null; an object is expected");
            return settings.Problems().FirstOrDefault() is { } problem ? throw new InvalidDataException($"{path}: {problem}") : settings;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: line {(exception.LineNumber ?? 0) + 1}{(exception.Path is { Length: > 1 } at ? $" ({at})" : "")}: {Reason(exception)}", exception);
        }
    }

    /// <summary>When a student's submission of an exercise is due; null when it never is.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <returns>The time.</returns>
    public DateTimeOffset? Due(string student, string exercise) =>
        Extensions.TryGetValue(student, out var own) && own.TryGetValue(exercise, out var extended) ? extended
        : Exercises.TryGetValue(exercise, out var settings) ? settings.Due
        : null;

    /// <summary>The share of its points that a submission keeps.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="submitted">When it was handed in.</param>
    /// <returns>From 0 to 1.</returns>
    public double LateFactor(string student, string exercise, DateTimeOffset submitted)
    {
        var rule = Exercises.TryGetValue(exercise, out var settings) && settings.Late is { } own ? own : Late;
        return Due(student, exercise) is { } due ? rule.Factor(submitted - due) : 1;
    }

    /// <summary>What is JSON of the right types, but makes no sense.</summary>
    private IEnumerable<string> Problems()
    {
        // Annotations do not reach into dictionaries: their values may be null all the same.
        foreach (var name in Exercises.Where(entry => entry.Value is null).Select(entry => $"exercises.{entry.Key}")
            .Concat(Extensions.Where(entry => entry.Value is null).Select(entry => $"extensions.{entry.Key}"))
            .Concat(Students.Where(entry => entry.Value is null).Select(entry => $"students.{entry.Key}")))
            yield return $"{name} is null; an object is expected";
        foreach (var (name, rule) in Exercises.Where(entry => entry.Value?.Late is not null).Select(entry => ($"exercises.{entry.Key}.late", entry.Value.Late!)).Prepend(("late", Late)))
        {
            if (rule.PercentPerDay is < 0 or > 100)
                yield return $"{name}.percentPerDay is {rule.PercentPerDay}; 0 to 100 is expected";
            if (rule.AtLeastPercent is < 0 or > 100)
                yield return $"{name}.atLeastPercent is {rule.AtLeastPercent}; 0 to 100 is expected";
            if (rule.GraceMinutes < 0)
                yield return $"{name}.graceMinutes is {rule.GraceMinutes}; at least 0 is expected";
        }
    }

    private static string Reason(JsonException exception)
    {
        if (exception.Message.Contains(nameof(DateTimeOffset), StringComparison.Ordinal))
            return "a time is expected, such as 2026-11-02T18:00+01:00";
        var end = exception.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
