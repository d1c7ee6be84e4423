using System.Collections.Concurrent;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Verification;

/// <summary>The course's own exercises, their answer keys, and an engine to run them.</summary>
public sealed class CourseExercises : IDisposable
{
    private const int Seed = 7;

    private static readonly ConcurrentDictionary<string, Exercise> Loaded = new(StringComparer.Ordinal);

    private readonly Dictionary<string, AnswerKey> keys = [];

    /// <summary>The exercises' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Exercise.Find([CourseRepository.PathOf("exercises")]).Select(folder => Path.GetFileName(folder)!)];

    /// <summary>An engine without a sandbox, as it runs the course's own code only.</summary>
    public GradingEngine Engine { get; } = new(TinyCourse.Sandbox(SandboxKind.None).Open(CourseRepository.PathOf("artifacts", "course")));

    public static Exercise Of(string name) => Loaded.GetOrAdd(name, static one => Exercise.Load(CourseRepository.PathOf("exercises", one)));

    public AnswerKey KeyOf(string name)
    {
        if (!keys.TryGetValue(name, out var key))
            keys[name] = key = AnswerKey.Make(Of(name), Engine, Seed, TestContext.Current.CancellationToken);
        return key;
    }

    /// <summary>The names of the checks that answers fail.</summary>
    public IReadOnlyList<string> Failed(string name, Mutant? mutant)
    {
        var exercise = Of(name);
        var cells = Engine.Cells(exercise, cell => mutant?.Answers.TryGetValue(cell.Id, out var code) == true ? code : cell.Cell.Source);
        return [.. Engine.Grade(exercise, KeyOf(name), cells, null, TestContext.Current.CancellationToken).Checks.Where(check => check.Status != CheckStatus.Passed).Select(check => check.Name)];
    }

    public void Dispose() => Engine.Dispose();
}
