using Descent.Checks;
using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;

namespace Descent.Coursework.Grading;

/// <summary>What the reference solution gave, for one seed: the checks in their order, the values to compare with, and what secrets left.</summary>
public sealed class AnswerKey
{
    private readonly Dictionary<string, CheckValue> kept;

    internal AnswerKey(int seed, IReadOnlyList<KeyedCheck> checks, Dictionary<string, string> provided, Dictionary<string, CheckValue> kept)
    {
        Seed = seed;
        Checks = checks;
        Provided = provided;
        this.kept = kept;
        ByCell = checks.ToLookup(check => check.Cell);
    }

    /// <summary>The seed of hidden checks.</summary>
    public int Seed { get; }

    /// <summary>All checks, in order.</summary>
    public IReadOnlyList<KeyedCheck> Checks { get; }

    /// <summary>The checks of each cell, in order, by <c>grade_id</c>.</summary>
    public ILookup<string, KeyedCheck> ByCell { get; }

    /// <summary>Values that secret regions provide to hidden checks, as JSON, by name.</summary>
    public IReadOnlyDictionary<string, string> Provided { get; }

    /// <summary>Runs the reference solution.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="seed">The seed of hidden checks.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ExerciseException">The solution does not run, or its checks make no sense.</exception>
    public static AnswerKey Make(Exercise exercise, GradingEngine engine, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(engine);
        List<string> problems = [];
        List<KeyedCheck> checks = [];
        var provided = new Dictionary<string, string>(StringComparer.Ordinal);
        var kept = new Dictionary<string, CheckValue>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ran in engine.RunReference(exercise, seed, cancellation))
        {
            if (ran.End != CellEnd.Completed)
                problems.Add($"the reference solution's {ran.Cell.Name} ({ran.Cell.Id}) {Describe(ran)}");
            var role = exercise.Cells.First(cell => cell.Id == ran.Cell.Id).Role;
            foreach (var (text, _) in ran.Sent)
            {
                switch (HarnessJson.Read(text))
                {
                    case GivenMessage { IsKept: true } given:
                        kept[given.Name] = given.Value;
                        break;
                    case GivenMessage given:
                        provided[given.Name] = HarnessJson.WriteValue(given.Value);
                        break;
                    case ObservedMessage { Observation: var seen }:
                        if (role != CellRole.Checks)
                            problems.Add($"check '{seen.Expectation.Name}' stands in cell '{ran.Cell.Id}', whose metadata does not say \"grade\": true");
                        else if (!names.Add(seen.Expectation.Name))
                            problems.Add($"two checks are called '{seen.Expectation.Name}'");
                        checks.Add(new KeyedCheck(ran.Cell.Id, ran.Cell.Part, seen.Expectation, seen.Yours));
                        break;
                }
            }
        }
        var key = new AnswerKey(seed, checks, provided, kept);
        foreach (var check in checks)
        {
            if (check.Expectation.Kept is { } name && !kept.ContainsKey(name))
                problems.Add($"check '{check.Expectation.Name}': nothing is kept under the name '{name}'; Check.Keep does that, in a secret region before");
            else if (key.JudgeReference(check) is { Passed: false } verdict)
                problems.Add($"the reference solution fails check '{check.Expectation.Name}': {verdict.Finding}{(verdict.Expected is { } expected ? $"; expected {expected}, the solution gives {verdict.Yours}" : "")}");
        }
        return problems.Count == 0 ? key : throw new ExerciseException(exercise.Name, problems);
    }

    /// <summary>Judges an answer's value as a grader does: against the reference solution's, or against what is kept.</summary>
    /// <param name="check">The check.</param>
    /// <param name="yours">The answer's value.</param>
    /// <returns>The verdict.</returns>
    public Verdict Judge(KeyedCheck check, CheckValue yours)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Descent.Checks.Judge.Of(check.Expectation, Expected(check) ?? check.Reference, yours);
    }

    /// <summary>Whether the reference solution passes its own check: that text, checks and solution have not drifted apart.</summary>
    private Verdict JudgeReference(KeyedCheck check) =>
        Descent.Checks.Judge.Of(check.Expectation, Expected(check) ?? check.Expectation.Expected ?? check.Reference, check.Reference);

    /// <summary>What is right beside the reference's value: labels and targets are the check's own, not the reference's predictions.</summary>
    private CheckValue? Expected(KeyedCheck check) =>
        check.Expectation.Kept is { } name ? kept[name]
        : check.Expectation.Kind is CheckKind.Accuracy or CheckKind.MeanError or CheckKind.MaxError ? check.Expectation.Expected
        : check.Expectation.Expected is Fault ? check.Expectation.Expected
        : null;

    private static string Describe(RanCell ran) => ran.End switch
    {
        CellEnd.DidNotCompile => $"does not compile: {ran.Error!.Message}",
        CellEnd.Threw => $"throws {ran.Error!.Name}: {ran.Error.Message} ({ran.Error.Place})",
        CellEnd.NotRun => $"did not run, as {ran.Reason}",
        _ => ran.Reason!,
    };
}
