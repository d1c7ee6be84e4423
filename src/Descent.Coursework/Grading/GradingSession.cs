using System.Diagnostics;
using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Submissions;

namespace Descent.Coursework.Grading;

/// <summary>Grades submissions into a gradebook: several at a time, each in a sandbox of its own, each committed when it is done.</summary>
public static class GradingSession
{
    /// <summary>Grades what has not been graded yet.</summary>
    /// <param name="options">What, and how.</param>
    /// <param name="gradebook">Where marks go.</param>
    /// <param name="observer">Watches; may be null.</param>
    /// <param name="cancellation">Stops; what is graded is in the gradebook.</param>
    /// <returns>What was graded now, and all that was looked at.</returns>
    /// <exception cref="ExerciseException">An exercise cannot grade: its reference solution does not run, or fails its own checks.</exception>
    /// <exception cref="SandboxException">The sandbox cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The grading was cancelled.</exception>
    public static GradingOutcome Run(GradeOptions options, Gradebook gradebook, IGradingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gradebook);
        var exercises = options.Exercises.Select(Exercise.Load).Select(exercise => new GradedExercise(exercise, options.Course.Seed)).ToDictionary(exercise => exercise.Exercise.Name, StringComparer.Ordinal);
        var submissions = SubmissionFinder.Find(options.Submitted, exercises.Keys).Where(file => options.Students?.Contains(file.Student) != false).ToList();
        var (run, done) = gradebook.BeginRun(options.Resume);
        observer?.Found(submissions);
        foreach (var exercise in exercises.Values)
            gradebook.Record(exercise.Exercise, exercise.Version);

        List<GradedSubmission> results = [];
        var pool = new SandboxPool(options.Sandbox);
        Workers.Run(submissions.Count, options.Jobs, () => new EngineSet(pool), Grade, cancellation);
        gradebook.FinishRun(run);
        return new GradingOutcome(results, submissions);

        void Grade(int index, EngineSet engines)
        {
            var file = submissions[index];
            var exercise = exercises[file.Exercise];
            if (done.Contains((file.Student, file.Exercise)))
            {
                observer?.Unchanged(file);
                return;
            }
            observer?.Progressed(file, 0, 0);
            var submission = SubmissionReader.Read(file, options.Course.TimestampFiles);
            if (!options.Again && gradebook.IsGraded(file.Student, file.Exercise, submission.Hash, exercise.Version))
            {
                observer?.Unchanged(file);
                return;
            }
            var graded = GradeOne(exercise, submission, engines, options, observer, cancellation);
            gradebook.Add(graded, run);
            lock (results)
                results.Add(graded);
            observer?.Graded(graded);
        }
    }

    private static GradedSubmission GradeOne(
        GradedExercise exercise, Submission submission, EngineSet engines, GradeOptions options, IGradingObserver? observer, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var engine = engines.Of(exercise.Exercise);
        var key = exercise.KeyOf(engine, cancellation);
        GradedSubmission Result(AutomaticMarks marks) => new(submission with { Notebook = null }, marks)
        {
            Version = exercise.Version,
            Seed = key.Seed,
            Sandbox = engine.SandboxName,
            Duration = Stopwatch.GetElapsedTime(began),
        };

        if (submission.Notebook is not { } notebook)
            return Result(Unmarked(key, $"the submission cannot be read: {submission.Problem}"));
        try
        {
            var graft = engine.Graft(exercise.Exercise, notebook);
            var marks = engine.Grade(exercise.Exercise, key, graft.Cells, (cell, count) => observer?.Progressed(submission.File, cell, count), cancellation);
            return Result(marks) with { Answers = graft.Answers, Warnings = [.. submission.Warnings, .. graft.Warnings] };
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not CourseworkException)
        {
            // A fault of the grader's own, which this submission has brought to light, must not cost the others their marks.
            engines.Discard(engine);
            var marks = Unmarked(key, "the grader itself failed on it; an instructor will look at it");
            return Result(marks with { Flags = [$"the grader failed: {exception}"], HasGraderFailed = true });
        }
    }

    private static AutomaticMarks Unmarked(AnswerKey key, string why) => new(
        [.. key.Checks.Select(check => new CheckMark(check.Cell, check.Expectation.Name, CheckStatus.Refused, 0, check.Expectation.Points, check.Expectation.IsHidden) { Finding = why })],
        new Dictionary<string, CellFailure>(),
        []);

    /// <summary>An exercise and its answer key, which the first worker that needs it makes.</summary>
    private sealed class GradedExercise(Exercise exercise, int seed)
    {
        private readonly Lock gate = new();
        private AnswerKey? key;

        public Exercise Exercise { get; } = exercise;

        public string Version { get; } = ExerciseVersion.Of(exercise, seed);

        public AnswerKey KeyOf(GradingEngine engine, CancellationToken cancellation)
        {
            lock (gate)
                return key ??= AnswerKey.Make(Exercise, engine, seed, cancellation);
        }
    }
}
