using System.Collections.Concurrent;
using System.Diagnostics;
using Descent.Checks;
using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Releasing;
using Descent.Coursework.Sandboxes;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Verification;

/// <summary>
/// Proves graders: the reference solution and every other right answer get all points, and the released stub none; each wrong answer fails exactly
/// the checks that it names, and each check is failed by one at least; and nothing of that depends on the seed, or on the order in which checks run.
/// </summary>
public static class Verifier
{
    private const int FirstSeed = 1;
    private const int SecondSeed = 20_011;

    /// <summary>Verifies exercises.</summary>
    /// <param name="folders">The exercises' folders.</param>
    /// <param name="sandbox">What the runs are kept in.</param>
    /// <param name="jobs">How many runs go on at the same time.</param>
    /// <param name="observer">Watches; may be null.</param>
    /// <param name="cancellation">Stops all.</param>
    /// <returns>The reports, in the order of the folders.</returns>
    /// <exception cref="SandboxException">The sandbox cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The verification was cancelled.</exception>
    public static IReadOnlyList<ExerciseReport> Verify(
        IReadOnlyList<string> folders, SandboxOptions sandbox, int jobs, IVerificationObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(sandbox);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        using var workshop = new Workshop(new SandboxPool(sandbox), jobs, observer, cancellation);
        return workshop.Verify(folders);
    }

    /// <summary>The runs of one exercise, each a sentence and what is wrong with it.</summary>
    internal static IEnumerable<VerificationRun> RunsOf(VerifiedExercise verified)
    {
        var exercise = verified.Exercise;
        foreach (var seed in new[] { FirstSeed, SecondSeed })
        {
            yield return new VerificationRun($"the reference solution, seed {seed}", engine => Reference(verified, engine, seed));
        }
        yield return new VerificationRun("the stub", engine => Stub(verified, engine));
        foreach (var mutant in exercise.Alternatives)
            yield return new VerificationRun($"alternative {mutant.Name}", engine => MutantRun(verified, engine, mutant, SecondSeed, reversed: false));
        foreach (var mutant in exercise.Mutants)
        {
            yield return new VerificationRun($"mutant {mutant.Name}", engine => MutantRun(verified, engine, mutant, FirstSeed, reversed: false));
            yield return new VerificationRun($"mutant {mutant.Name}, another seed and order", engine => MutantRun(verified, engine, mutant, SecondSeed, reversed: true));
        }
    }

    /// <summary>What can be seen without running other answers.</summary>
    internal static IEnumerable<string> Structure(VerifiedExercise verified)
    {
        var exercise = verified.Exercise;
        var (first, second) = (verified.KeyOf(FirstSeed), verified.KeyOf(SecondSeed));
        foreach (var cell in exercise.Cells.Where(cell => cell.Role == CellRole.Checks))
        {
            var points = first.ByCell[cell.Id].Sum(check => check.Expectation.Points);
            if (Math.Abs(points - cell.Points) > 1e-9)
                yield return $"cell '{cell.Id}' is worth {cell.Points} points, its checks together {points}";
        }
        foreach (var check in first.Checks)
        {
            var expectation = check.Expectation;
            var states = expectation.Expected is not null and not Fault;
            if (expectation.IsHidden && states)
                yield return $"hidden check '{expectation.Name}' states what is expected, where students' code can read it; leave it out: the reference solution's value counts";
            if (!expectation.IsHidden && expectation.Expected is null && expectation.Kind is not (CheckKind.AtLeast or CheckKind.AtMost))
                yield return $"check '{expectation.Name}' does not state what is expected, so students learn nothing from it; write expected: ..., or hide it";
        }
        if (!first.Checks.Select(Shape).SequenceEqual(second.Checks.Select(Shape)))
            yield return $"with seed {SecondSeed} there are other checks than with seed {FirstSeed}, or they are worth other points";
        var names = first.Checks.Select(check => check.Expectation.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var mutant in exercise.Mutants)
        {
            foreach (var name in mutant.Fails.Where(name => !names.Contains(name)))
                yield return $"mutant {mutant.Name} is to fail '{name}', but there is no such check";
        }
        foreach (var check in first.Checks.Where(check => check.Expectation.Points > 0 && !exercise.Mutants.Any(mutant => mutant.Fails.Contains(check.Expectation.Name))))
            yield return $"no mutant fails check '{check.Expectation.Name}', so nothing shows that it can fail";
        foreach (var finding in Releaser.Lint(exercise))
            yield return $"not every C# kernel runs the released notebook: {finding}";
    }

    private static (string, CheckKind, double, bool) Shape(KeyedCheck check) =>
        (check.Expectation.Name, check.Expectation.Kind, check.Expectation.Points, check.Expectation.IsHidden);

    private static IEnumerable<string> Reference(VerifiedExercise verified, GradingEngine engine, int seed)
    {
        var cells = engine.Cells(verified.Exercise, cell => cell.Cell.Source);
        foreach (var reversed in new[] { false, true })
        {
            var marks = Grade(verified, engine, cells, seed, reversed);
            foreach (var problem in Complaints(marks))
                yield return $"the reference solution{Conditions(seed, reversed)}: {problem}";
            foreach (var check in marks.Checks.Where(check => check.Status != CheckStatus.Passed))
                yield return $"the reference solution{Conditions(seed, reversed)} fails '{check.Name}': {check.Finding}";
        }
    }

    private static IEnumerable<string> Stub(VerifiedExercise verified, GradingEngine engine)
    {
        var released = Releaser.Notebook(verified.Exercise, verified.KeyOf(FirstSeed));
        var graft = engine.Graft(verified.Exercise, released);
        foreach (var warning in graft.Warnings)
            yield return $"the released notebook, handed in as it is: {warning}";
        var marks = engine.Grade(verified.Exercise, verified.KeyOf(FirstSeed), graft.Cells);
        foreach (var problem in Complaints(marks, CheckStatus.NotAnswered))
            yield return $"the released notebook, handed in as it is: {problem}";
        foreach (var check in marks.Checks.Where(check => check.Points > 0))
            yield return $"the released notebook, handed in as it is, gets {check.Points} points for '{check.Name}'";
        foreach (var check in marks.Checks.Where(check => check.Status == CheckStatus.DoesNotCompile))
            yield return $"the released notebook does not compile: {check.Finding}";
    }

    private static IEnumerable<string> MutantRun(VerifiedExercise verified, GradingEngine engine, Mutant mutant, int seed, bool reversed)
    {
        var cells = engine.Cells(verified.Exercise, cell => mutant.Answers.TryGetValue(cell.Id, out var code) ? code : cell.Cell.Source);
        var marks = Grade(verified, engine, cells, seed, reversed);
        foreach (var problem in Complaints(marks, CheckStatus.Threw))
            yield return $"{(mutant.Fails.Count > 0 ? "mutant" : "alternative")} {mutant.Name}{Conditions(seed, reversed)}: {problem}";
        var failed = marks.Checks.Where(check => check.Status != CheckStatus.Passed).ToDictionary(check => check.Name, StringComparer.Ordinal);
        foreach (var name in mutant.Fails.Where(name => !failed.ContainsKey(name) && marks.Checks.Any(check => check.Name == name)))
            yield return $"{(mutant.Fails.Count > 0 ? "mutant" : "alternative")} {mutant.Name}{Conditions(seed, reversed)} passes '{name}', which it must fail";
        foreach (var (name, check) in failed.Where(entry => !mutant.Fails.Contains(entry.Key)))
            yield return $"{(mutant.Fails.Count > 0 ? "mutant" : "alternative")} {mutant.Name}{Conditions(seed, reversed)} fails '{name}', which it does not name: {check.Finding}";
    }

    private static AutomaticMarks Grade(VerifiedExercise verified, GradingEngine engine, IReadOnlyList<PlannedCell> cells, int seed, bool reversed)
    {
        var key = verified.KeyOf(seed);
        return engine.Grade(verified.Exercise, key, reversed ? Reversed(cells, key) : cells);
    }

    /// <summary>All checks after all else, the last ones first.</summary>
    private static List<PlannedCell> Reversed(IReadOnlyList<PlannedCell> cells, AnswerKey key) =>
        [.. cells.Where(cell => !key.ByCell.Contains(cell.Id)), .. cells.Where(cell => key.ByCell.Contains(cell.Id)).GroupBy(cell => cell.Id, StringComparer.Ordinal).Reverse().SelectMany(parts => parts)];

    /// <summary>What must not be, whatever the answers are; <paramref name="tolerated"/> says what cells may do.</summary>
    private static IEnumerable<string> Complaints(AutomaticMarks marks, params CheckStatus[] tolerated) =>
        marks.Flags.Concat(marks.Failures.Where(entry => !tolerated.Contains(entry.Value.Status)).Select(entry => $"cell '{entry.Key}' {entry.Value.Text}"));

    private static string Conditions(int seed, bool reversed) =>
        seed == FirstSeed && !reversed ? "" : $" (seed {seed}{(reversed ? ", checks in reverse order" : "")})";

    /// <summary>Spreads the runs over engines.</summary>
    private sealed class Workshop(SandboxPool sandbox, int jobs, IVerificationObserver? observer, CancellationToken cancellation) : IDisposable
    {
        // The answer keys are made first, and leave compilers behind that are warm and know how the notebooks begin.
        private readonly ConcurrentBag<EngineSet> idle = [];

        public IReadOnlyList<ExerciseReport> Verify(IReadOnlyList<string> folders)
        {
            var verified = new VerifiedExercise?[folders.Count];
            var reports = new ExerciseReport[folders.Count];
            InParallel(folders.Count, (i, engines) => verified[i] = Prepare(folders[i], engines, report => reports[i] = report));
            List<(VerifiedExercise Exercise, VerificationRun Run, int Index)> runs = [];
            for (var i = 0; i < verified.Length; i++)
            {
                if (verified[i] is not { } exercise)
                    continue;
                exercise.Problems.AddRange(Structure(exercise));
                exercise.Runs.AddRange(RunsOf(exercise));
                runs.AddRange(exercise.Runs.Select(run => (exercise, run, i)));
            }
            InParallel(runs.Count, (i, engines) =>
            {
                var (exercise, run, index) = runs[i];
                var began = Stopwatch.GetTimestamp();
                var problems = run.Run(engines.Of(exercise.Exercise)).ToList();
                lock (exercise)
                {
                    run.Problems.AddRange(problems);
                    exercise.Duration += Stopwatch.GetElapsedTime(began);
                    exercise.Done++;
                    observer?.Progressed(exercise.Exercise.Name, run.Name, exercise.Done, exercise.Runs.Count);
                    if (exercise.Done < exercise.Runs.Count)
                        return;
                }
                reports[index] = Report(exercise);
                observer?.Verified(reports[index]);
            });
            return reports;
        }

        private VerifiedExercise? Prepare(string folder, EngineSet engines, Action<ExerciseReport> failed)
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            try
            {
                var exercise = Exercise.Load(folder);
                var began = Stopwatch.GetTimestamp();
                var engine = engines.Of(exercise);
                var verified = new VerifiedExercise(exercise, new[] { FirstSeed, SecondSeed }.Select(seed => AnswerKey.Make(exercise, engine, seed, cancellation)));
                verified.Duration = Stopwatch.GetElapsedTime(began);
                return verified;
            }
            catch (Exception exception) when (exception is ExerciseException or NotebookFormatException or IOException)
            {
                var report = new ExerciseReport(name, exception is ExerciseException { Problems: var problems } ? problems : [exception.Message], 0, 0, 0, TimeSpan.Zero);
                failed(report);
                observer?.Verified(report);
                return null;
            }
        }

        private static ExerciseReport Report(VerifiedExercise verified) => new(
            verified.Exercise.Name,
            [.. verified.Problems, .. verified.Runs.SelectMany(run => run.Problems)],
            verified.KeyOf(FirstSeed).Checks.Count,
            verified.Exercise.Mutants.Count,
            verified.Exercise.Points,
            verified.Duration);

        private void InParallel(int count, Action<int, EngineSet> work) =>
            Workers.Run(count, jobs, () => new Loan(idle, idle.TryTake(out var engines) ? engines : new EngineSet(sandbox)), (i, loan) => work(i, loan.Engines), cancellation);

        public void Dispose()
        {
            foreach (var engines in idle)
                engines.Dispose();
        }

        /// <summary>Engines that a worker gives back.</summary>
        private sealed class Loan(ConcurrentBag<EngineSet> idle, EngineSet engines) : IDisposable
        {
            public EngineSet Engines => engines;

            public void Dispose() => idle.Add(engines);
        }
    }
}
