using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;

namespace Descent.Coursework.Verification;

/// <summary>An exercise while it is verified.</summary>
internal sealed class VerifiedExercise(Exercise exercise, IEnumerable<AnswerKey> keys)
{
    private readonly Dictionary<int, AnswerKey> keys = keys.ToDictionary(key => key.Seed);

    public Exercise Exercise { get; } = exercise;

    public List<VerificationRun> Runs { get; } = [];

    public List<string> Problems { get; } = [];

    public TimeSpan Duration { get; set; }

    public int Done { get; set; }

    public AnswerKey KeyOf(int seed) => keys[seed];
}
