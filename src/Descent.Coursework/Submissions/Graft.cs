using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Syntax;

namespace Descent.Coursework.Submissions;

/// <summary>
/// Takes a student's answers out of the submitted notebook and puts them into the instructor's own. Everything else of the submission has
/// no effect: changed checks, changed given code, outputs, metadata. Whatever was done to the cells, an answer that can be found counts.
/// </summary>
internal static class Graft
{
    private const int MaximumSource = 200_000;
    private const int MaximumHelpers = 50;

    /// <summary>Grafts a submission.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="submitted">The student's notebook.</param>
    /// <param name="import">What the exercise's first cell imports.</param>
    /// <param name="innerFolder">The folder of the course's assemblies, as children see it.</param>
    public static GraftedSubmission Apply(Exercise exercise, Notebook submitted, CourseImport? import, string innerFolder)
    {
        List<string> warnings = [];
        Describe(submitted, warnings);
        var taken = new HashSet<int>();
        var declarations = new CellDeclarations(submitted);
        var answers = exercise.Cells
            .Where(cell => cell.Role is CellRole.Answer or CellRole.Question)
            .Select(cell => Find(exercise, cell, submitted, declarations, taken, warnings))
            .ToList();
        WarnOfOrder(answers, warnings);
        var byId = answers.ToDictionary(answer => answer.Cell.Id, StringComparer.Ordinal);
        var helpers = Helpers(exercise, submitted, declarations, taken, answers, warnings);
        var cells = GradingCells.With(
            exercise,
            import,
            innerFolder,
            cell => (byId[cell.Id].Source ?? exercise.StubOf(cell), exercise.StubOf(cell), byId[cell.Id].Number),
            cell => helpers.TryGetValue(cell.Id, out var before) ? before : []);
        return new GraftedSubmission(answers, cells, warnings);
    }

    /// <summary>Finds the student's version of a cell: by <c>grade_id</c>, else by the cell's id, else by what it declares.</summary>
    private static Answer Find(Exercise exercise, ExerciseCell cell, Notebook submitted, CellDeclarations declarations, HashSet<int> taken, List<string> warnings)
    {
        var stub = exercise.StubOf(cell);
        var found = Indices(submitted, taken, other => Nbgrader.IdOf(other) == cell.Id);
        if (found.Count == 0)
        {
            found = Indices(submitted, taken, other => other.Id == cell.Id && !exercise.Cells.Any(own => own.Id == Nbgrader.IdOf(other)));
            if (found.Count == 0 && cell.Role == CellRole.Answer)
                found = ByDeclarations(cell, submitted, declarations, taken);
            if (found.Count > 0)
                warnings.Add($"answer '{cell.Id}' has lost its metadata; it was recognised in cell {found[0] + 1}");
        }
        if (found.Count == 0)
        {
            warnings.Add($"answer '{cell.Id}' is missing");
            return new Answer(cell, null, 0) { IsEmpty = true };
        }
        var index = found[0];
        if (found.Count > 1)
        {
            // Of copies, the first one that has been worked on.
            index = found.Find(i => !IsSame(submitted.Cells[i].Source, stub) && submitted.Cells[i].Source.Trim().Length > 0) is var worked && worked > 0 ? worked : found[0];
            warnings.Add($"answer '{cell.Id}' is there {found.Count} times (cells {string.Join(", ", found.Select(i => i + 1))}); cell {index + 1} counts");
        }
        taken.UnionWith(found);
        var source = submitted.Cells[index].Source.ReplaceLineEndings("\n");
        if (submitted.Cells[index].Kind != cell.Cell.Kind)
            warnings.Add($"answer '{cell.Id}' (cell {index + 1}) has become a cell of another type; its text counts");
        if (source.Length > MaximumSource)
        {
            warnings.Add($"answer '{cell.Id}' (cell {index + 1}) has {source.Length} characters and was cut");
            source = source[..MaximumSource];
        }
        if (source.Trim().Length == 0)
            warnings.Add($"answer '{cell.Id}' (cell {index + 1}) is empty");
        return new Answer(cell, source, index + 1) { IsEmpty = source.Trim().Length == 0 || IsSame(source, stub) };
    }

    private static List<int> Indices(Notebook submitted, HashSet<int> taken, Func<Cell, bool> matches) =>
        [.. Enumerable.Range(0, submitted.Cells.Count).Where(i => !taken.Contains(i) && matches(submitted.Cells[i]))];

    /// <summary>Cells that declare all that the exercise's cell declares, and bear no other answer's name.</summary>
    private static List<int> ByDeclarations(ExerciseCell cell, Notebook submitted, CellDeclarations declarations, HashSet<int> taken)
    {
        var wanted = CellDeclarations.Of(cell.Cell.Source);
        return wanted.Count == 0
            ? []
            : [.. Enumerable.Range(0, submitted.Cells.Count).Where(i => !taken.Contains(i) && submitted.Cells[i].Kind == CellKind.Code && Nbgrader.IdOf(submitted.Cells[i]) is null && wanted.IsSubsetOf(declarations[i].Names))];
    }

    /// <summary>
    /// Cells that students added and that their answers need: those that declare something that an answer mentions, or only bring in
    /// namespaces. They run before the answer that follows them.
    /// </summary>
    private static Dictionary<string, List<PlannedCell>> Helpers(
        Exercise exercise, Notebook submitted, CellDeclarations declarations, HashSet<int> taken, List<Answer> answers, List<string> warnings)
    {
        var helpers = new Dictionary<string, List<PlannedCell>>(StringComparer.Ordinal);
        var own = exercise.Cells.Select(cell => cell.Id).ToHashSet(StringComparer.Ordinal);
        var given = exercise.Cells.Where(cell => cell.Cell.Kind == CellKind.Code).Select(cell => Normal(cell.Cell.Source)).ToHashSet(StringComparer.Ordinal);
        var places = answers.Where(answer => answer.Number > 0 && answer.Cell.Role == CellRole.Answer).OrderBy(answer => answer.Number).ToList();
        if (places.Count == 0)
            return helpers;
        var mentioned = places.SelectMany(answer => Mentioned(answer.Source!)).ToHashSet(StringComparer.Ordinal);
        var count = 0;
        for (var i = 0; i < submitted.Cells.Count; i++)
        {
            var cell = submitted.Cells[i];
            if (cell.Kind != CellKind.Code || taken.Contains(i) || (Nbgrader.IdOf(cell) is { } id && own.Contains(id)) || own.Contains(cell.Id) || given.Contains(Normal(cell.Source)))
                continue;
            if (!declarations[i].IsUsings && !declarations[i].Names.Overlaps(mentioned))
                continue;
            if (++count > MaximumHelpers)
            {
                warnings.Add($"more than {MaximumHelpers} cells were added; the first {MaximumHelpers} that answers use run");
                break;
            }
            var next = places.Find(answer => answer.Number > i + 1) ?? places[^1];
            if (!helpers.TryGetValue(next.Cell.Id, out var before))
                helpers[next.Cell.Id] = before = [];
            before.Add(new PlannedCell($"added-{i + 1}", $"cell {i + 1}", cell.Source.ReplaceLineEndings("\n")) { IsAnswer = true });
            warnings.Add($"cell {i + 1} was added; answers use it, so it runs before '{next.Cell.Id}'");
        }
        return helpers;
    }

    private static IEnumerable<string> Mentioned(string source) =>
        (CSharpCell.Parse(source)?.DescendantTokens() ?? CSharpCell.Tokens(source)).Select(token => token.ValueText);

    private static void Describe(Notebook submitted, List<string> warnings)
    {
        if (submitted.Language != Languages.CSharp)
            warnings.Add($"the notebook says that its language is {submitted.Language}; it was taken for C#");
    }

    private static void WarnOfOrder(List<Answer> answers, List<string> warnings)
    {
        var numbers = answers.Where(answer => answer.Number > 0).Select(answer => answer.Number).ToList();
        if (!numbers.SequenceEqual(numbers.Order()))
            warnings.Add("the answers are in another order than in the exercise; each was put where it belongs");
    }

    private static bool IsSame(string a, string b) => Normal(a) == Normal(b);

    private static string Normal(string source) => string.Concat(source.Where(character => !char.IsWhiteSpace(character)));
}
