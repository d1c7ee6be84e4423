using System.Text.Json.Nodes;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Transforms;
using Descent.Coursework.Verification;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Linting;
using Descent.Notebooks.Transforms;

namespace Descent.Coursework.Releasing;

/// <summary>Makes what students get.</summary>
public static class Releaser
{
    // Names and points of checks are the same for every seed: 'verify' proves it.
    private const int AnySeed = 1;

    /// <summary>Releases exercises that are proved to grade rightly.</summary>
    /// <param name="folders">The exercises' folders.</param>
    /// <param name="target">The folder that gets a folder for each.</param>
    /// <param name="course">The course's settings.</param>
    /// <param name="sandbox">What the proof runs in.</param>
    /// <param name="jobs">How many runs go on at the same time.</param>
    /// <param name="observer">Watches the proof; may be null.</param>
    /// <param name="cancellation">Stops all.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="CourseworkException">An exercise is not well-formed, or the sandbox cannot be used.</exception>
    public static IReadOnlyList<ReleaseResult> Release(
        IReadOnlyList<string> folders, string target, CourseSettings course, SandboxOptions sandbox, int jobs, IVerificationObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var exercises = folders.Select(Exercise.Load).ToList();
        var unproved = exercises.FindAll(exercise => !VerificationStamp.IsThere(exercise, CourseFolderOf(exercise)));
        var reports = Verifier.Verify([.. unproved.Select(exercise => exercise.Folder)], sandbox, jobs, observer, cancellation).ToDictionary(report => report.Exercise, StringComparer.Ordinal);
        return WithKeys(exercises, sandbox, (exercise, key) =>
        {
            if (reports.TryGetValue(exercise.Name, out var report) && !report.IsProved)
                return new ReleaseResult(exercise.Name, ["it is not released, because 'descent verify' fails", .. report.Problems], 0);
            VerificationStamp.Leave(exercise, CourseFolderOf(exercise));
            var bundle = Bundle.Make(exercise, key(), course);
            bundle.Write(target);
            return new ReleaseResult(exercise.Name, [], bundle.Files.Count);
        }, cancellation);
    }

    /// <summary>Says whether released copies are what would be released now.</summary>
    /// <param name="folders">The exercises' folders.</param>
    /// <param name="target">The folder of released exercises.</param>
    /// <param name="course">The course's settings.</param>
    /// <param name="sandbox">What the reference solutions run in.</param>
    /// <param name="cancellation">Stops all.</param>
    /// <returns>What is stale of each.</returns>
    /// <exception cref="CourseworkException">An exercise is not well-formed, or the sandbox cannot be used.</exception>
    public static IReadOnlyList<ReleaseResult> Check(
        IReadOnlyList<string> folders, string target, CourseSettings course, SandboxOptions sandbox, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return WithKeys([.. folders.Select(Exercise.Load)], sandbox, (exercise, key) =>
        {
            var bundle = Bundle.Make(exercise, key(), course);
            return new ReleaseResult(exercise.Name, bundle.Stale(target), bundle.Files.Count);
        }, cancellation);
    }

    /// <summary>The student's version of an exercise's notebook.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="key">What the reference solution gave: it knows which checks are hidden.</param>
    /// <returns>The notebook; the same exercise gives the same one.</returns>
    public static Notebook Notebook(Exercise exercise, AnswerKey key)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(key);
        var hidden = key.Checks.Where(check => check.Expectation.IsHidden)
            .GroupBy(check => check.Cell, StringComparer.Ordinal)
            .ToDictionary(cell => cell.Key, cell => (cell.Count(), cell.Sum(check => check.Expectation.Points)), StringComparer.Ordinal);
        var released = Clear(exercise, hidden);
        var metadata = released.Metadata[Exercise.MetadataKey] as JsonObject ?? [];
        metadata["exercise"] = exercise.Name;
        metadata["points"] = exercise.Points;
        metadata["checks"] = new JsonArray([.. key.Checks.Select(check => new JsonObject
        {
            ["cell"] = check.Cell,
            ["name"] = check.Expectation.Name,
            ["points"] = check.Expectation.Points,
            ["hidden"] = check.Expectation.IsHidden,
        })]);
        if (metadata.Parent is null)
            released.Metadata[Exercise.MetadataKey] = metadata;
        return released;
    }

    /// <summary>What in the student's version not every C# kernel runs.</summary>
    internal static IReadOnlyList<LintFinding> Lint(Exercise exercise) => NeutralityLint.Check(Clear(exercise, new Dictionary<string, (int, double)>()));

    private static List<ReleaseResult> WithKeys(
        List<Exercise> exercises, SandboxOptions sandbox, Func<Exercise, Func<AnswerKey>, ReleaseResult> work, CancellationToken cancellation)
    {
        using var engines = new EngineSet(new SandboxPool(sandbox));
        return exercises.ConvertAll(exercise => work(exercise, () => AnswerKey.Make(exercise, engines.Of(exercise), AnySeed, cancellation)));
    }

    private static string CourseFolderOf(Exercise exercise) => GradingEngine.ImportOf(exercise)?.Folder ?? "";

    /// <summary>An exercise's notebook without what students must not see.</summary>
    internal static Notebook Clear(Exercise exercise, IReadOnlyDictionary<string, (int Checks, double Points)> hidden)
    {
        var notebook = StripOutputs.Apply(exercise.Notebook);
        notebook = ClearSecrets.Apply(notebook);
        notebook = ClearHiddenTests.Apply(notebook, hidden);
        notebook = ClearSolutions.Apply(notebook);
        return LockCells.Apply(notebook);
    }
}
