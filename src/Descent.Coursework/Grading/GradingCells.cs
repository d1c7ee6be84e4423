using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Grading;

/// <summary>The code that runs when an exercise is graded, cell by cell.</summary>
internal static class GradingCells
{
    /// <summary>The tag of a given cell that only shows something, such as a figure: grading does without it.</summary>
    public const string SkipTag = "skip-grading";

    /// <summary>The cells of the reference solution's run: all there is, secrets included.</summary>
    public static IReadOnlyList<PlannedCell> Reference(Exercise exercise, CourseImport? import, string innerFolder) =>
        Plan(exercise, import, innerFolder, withSecrets: true, cell => (cell.Cell.Source, Fallback: null, Number: 0), extra: _ => []);

    /// <summary>The cells of a run with other answers, which have no secrets.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="import">What the first cell imports.</param>
    /// <param name="innerFolder">The folder of the course's assemblies, as children see it.</param>
    /// <param name="answer">What stands in an answer cell, its fallback, and its number in the student's notebook (0: none).</param>
    /// <param name="extra">Cells to run before a cell.</param>
    public static IReadOnlyList<PlannedCell> With(
        Exercise exercise,
        CourseImport? import,
        string innerFolder,
        Func<ExerciseCell, (string Source, string? Fallback, int Number)> answer,
        Func<ExerciseCell, IEnumerable<PlannedCell>>? extra = null) =>
        Plan(exercise, import, innerFolder, withSecrets: false, answer, extra ?? (_ => []));

    private static List<PlannedCell> Plan(
        Exercise exercise,
        CourseImport? import,
        string innerFolder,
        bool withSecrets,
        Func<ExerciseCell, (string Source, string? Fallback, int Number)> answer,
        Func<ExerciseCell, IEnumerable<PlannedCell>> extra)
    {
        List<PlannedCell> planned = [];
        foreach (var (cell, i) in exercise.Cells.Select((cell, i) => (cell, i)))
        {
            if (cell.Cell.Kind != CellKind.Code || cell.Cell.HasTag("skip-execution") || cell.Cell.HasTag(SkipTag))
                continue;
            planned.AddRange(extra(cell));
            var source = cell.Cell.Source;
            if (planned.Count == 0 && import is not null)
                planned.Add(new PlannedCell(cell.Id, "the course", import.CodeIn(innerFolder)));
            else if (cell.Role is CellRole.Answer)
                planned.Add(Answered(cell, i, answer(cell)));
            else if (cell.Role is not CellRole.Question)
                planned.AddRange(Parts(cell.Id, $"cell {i + 1}", withSecrets ? source : Regions.Blank(source, Regions.Secret)));
        }
        return planned;
    }

    private static PlannedCell Answered(ExerciseCell cell, int index, (string Source, string? Fallback, int Number) answer) =>
        new(cell.Id, $"cell {(answer.Number > 0 ? answer.Number : index + 1)}", answer.Source) { IsAnswer = true, Fallback = answer.Fallback };

    /// <summary>
    /// The code before, in and after hidden tests, each with its lines where they were. In the place of markers stand calls, so that each check
    /// says for itself whether it is hidden.
    /// </summary>
    private static IEnumerable<PlannedCell> Parts(string id, string name, string source)
    {
        var lines = source.Split('\n');
        List<(int Begin, int End, bool IsHidden)> parts = [];
        var next = 0;
        foreach (var region in Regions.Find(lines, Regions.HiddenTests))
        {
            lines[region.Begin] = "Descent.Checks.Check.Hidden(true);";
            lines[region.End] = "Descent.Checks.Check.Hidden(false);";
            parts.Add((next, region.Begin, false));
            parts.Add((region.Begin, region.End + 1, true));
            next = region.End + 1;
        }
        parts.Add((next, lines.Length, false));
        // Numbered before empty ones go: a secret leaves a gap in students' runs only.
        return parts
            .Select((part, i) => new PlannedCell(id, name, new string('\n', part.Begin) + string.Join('\n', lines[part.Begin..part.End])) { Part = i, IsHidden = part.IsHidden })
            .Where(part => part.Part == 0 || part.Code.Trim().Length > 0);
    }
}
