namespace Descent.Coursework.Courses;

/// <summary>What a lecturer sets for an exercise.</summary>
public sealed record ExerciseSettings
{
    /// <summary>When it is due; null: never.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What being late costs; null: as the course says.</summary>
    public LateRule? Late { get; init; }
}
