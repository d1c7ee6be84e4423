using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Submissions;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Grading;

/// <summary>Runs an exercise's cells with one or other answers in them. An engine serves one thread.</summary>
public sealed class GradingEngine : IDisposable
{
    private readonly Sandbox sandbox;
    private readonly Engine engine;

    /// <summary>An engine; its compiler starts to get ready.</summary>
    /// <param name="sandbox">What keeps its children.</param>
    /// <param name="limits">What a child may use; the defaults when null.</param>
    /// <exception cref="SandboxException">A child cannot be started.</exception>
    public GradingEngine(Sandbox sandbox, SandboxLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        this.sandbox = sandbox;
        engine = new Engine(sandbox, limits);
    }

    /// <summary>The sandbox's name.</summary>
    public string SandboxName => sandbox.Name;

    /// <summary>Runs the reference solution with all secrets.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="seed">The seed of hidden checks.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What became of each cell.</returns>
    public IReadOnlyList<RanCell> RunReference(Exercise exercise, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        return engine.Run(Plan(exercise, GradingCells.Reference(exercise, ImportOf(exercise), sandbox.InnerCourseFolder)) with { Seed = seed, HasSecrets = true }, null, cancellation);
    }

    /// <summary>Puts a student's answers into the exercise.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="submitted">The student's notebook.</param>
    /// <returns>The answers and the cells to run.</returns>
    public GraftedSubmission Graft(Exercise exercise, Notebook submitted)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(submitted);
        return Submissions.Graft.Apply(exercise, submitted, ImportOf(exercise), sandbox.InnerCourseFolder);
    }

    /// <summary>Runs answers and judges what their checks observe.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="key">What the reference solution gave.</param>
    /// <param name="cells">The cells, as <see cref="Graft"/> has made them.</param>
    /// <param name="cellStarted">Told the index of each cell as it starts, and their number; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The marks.</returns>
    public AutomaticMarks Grade(Exercise exercise, AnswerKey key, IReadOnlyList<PlannedCell> cells, Action<int, int>? cellStarted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(cells);
        var canaries = new Canaries(key, cells);
        var plan = Plan(exercise, canaries.Cells) with { Seed = key.Seed, Provided = key.Provided };
        var ran = engine.Run(plan, i => cellStarted?.Invoke(i, canaries.Cells.Count), cancellation);
        return Marker.Mark(key, ran, canaries);
    }

    /// <summary>The cells of a run with other answers.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="answer">The code of an answer cell.</param>
    /// <returns>The cells.</returns>
    internal IReadOnlyList<PlannedCell> Cells(Exercise exercise, Func<ExerciseCell, string> answer) =>
        GradingCells.With(exercise, ImportOf(exercise), sandbox.InnerCourseFolder, cell => (answer(cell), ClearSolutions.Stub(cell.Cell), 0));

    /// <inheritdoc />
    public void Dispose() => engine.Dispose();

    /// <summary>What an exercise's first cell imports; null when it imports nothing.</summary>
    internal static CourseImport? ImportOf(Exercise exercise) =>
        exercise.Cells.FirstOrDefault(cell => cell.Cell.Kind == CellKind.Code) is { } first ? CourseImport.Find(first.Cell.Source, exercise.Folder) : null;

    private static RunPlan Plan(Exercise exercise, IReadOnlyList<PlannedCell> cells) => new(cells)
    {
        Forbidden = exercise.Forbidden,
        CellTimeout = exercise.CellTimeout,
    };
}
