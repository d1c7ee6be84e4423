using System.Text.Json.Nodes;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Linting;
using Descent.Notebooks.Transforms;

namespace Descent.Coursework.Releasing;

/// <summary>Makes what students get.</summary>
public static class Releaser
{
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
        var metadata = released.Metadata["descent"] as JsonObject ?? [];
        metadata["exercise"] = exercise.Name;
        metadata["points"] = exercise.Points;
        metadata["hidden"] = new JsonArray([.. key.Checks.Where(check => check.Expectation.IsHidden)
            .Select(check => new JsonObject { ["cell"] = check.Cell, ["name"] = check.Expectation.Name, ["points"] = check.Expectation.Points })]);
        if (metadata.Parent is null)
            released.Metadata["descent"] = metadata;
        return released;
    }

    /// <summary>What in the student's version not every C# kernel runs.</summary>
    internal static IReadOnlyList<LintFinding> Lint(Exercise exercise) => NeutralityLint.Check(Clear(exercise, new Dictionary<string, (int, double)>()));

    private static Notebook Clear(Exercise exercise, IReadOnlyDictionary<string, (int Checks, double Points)> hidden)
    {
        var notebook = StripOutputs.Apply(exercise.Notebook);
        notebook = ClearSecrets.Apply(notebook);
        notebook = ClearHiddenTests.Apply(notebook, hidden);
        notebook = ClearSolutions.Apply(notebook);
        return LockCells.Apply(notebook);
    }
}
