namespace Descent.Coursework.Exercises;

/// <summary>A folder is not a well-formed exercise; the message says what is wrong where.</summary>
public sealed class ExerciseException : CourseworkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exercise">The exercise's name.</param>
    /// <param name="problems">What is wrong, one line each.</param>
    public ExerciseException(string exercise, params IReadOnlyList<string> problems)
        : base(string.Join('\n', problems.Select(problem => $"{exercise}: {problem}")))
    {
        Problems = problems;
    }

    /// <summary>What is wrong, one line each, without the exercise's name.</summary>
    public IReadOnlyList<string> Problems { get; }
}
