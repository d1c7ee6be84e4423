using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Checks;
using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Results;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Submissions;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Running;

namespace Descent.Coursework.SelfChecking;

/// <summary>
/// Runs a student's notebook and judges the checks in it, on the student's own machine: those that students see, with everything that may help.
/// What counts is the grading, which runs other checks too; their names are told.
/// </summary>
public static class SelfCheck
{
    /// <summary>Checks a notebook.</summary>
    /// <param name="path">The notebook, or the folder of an exercise.</param>
    /// <param name="sandbox">What it runs in.</param>
    /// <param name="cellStarted">Told the index of each cell as it starts, and their number; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or the course has not been built.</exception>
    /// <exception cref="CourseworkException">The notebook is no exercise, or the sandbox cannot be used.</exception>
    public static SelfCheckResult Run(string path, SandboxOptions sandbox, Action<int, int>? cellStarted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(sandbox);
        path = NotebookOf(path);
        var (notebook, warnings) = NotebookMending.Read(File.ReadAllBytes(path));
        if (!notebook.Cells.Exists(cell => Nbgrader.RoleOf(cell) == CellRole.Checks))
            throw new CourseworkException($"{path}: there are no checks in it; 'descent check' is for exercises");
        var import = CourseImport.Find(notebook.Cells.Find(cell => cell.Kind == CellKind.Code)?.Source ?? "", Path.GetDirectoryName(Path.GetFullPath(path))!);
        var opened = sandbox.Open(import?.Folder ?? "");
        using var engine = new Engine(opened, new SandboxLimits { Processors = Environment.ProcessorCount });
        var (cells, byName) = Plan(notebook, import, opened.InnerCourseFolder);
        var plan = new RunPlan(cells) { Forbidden = Forbidden(notebook), CellTimeout = Exercise.CellTimeoutOf(notebook) };
        var ran = engine.Run(plan, i => cellStarted?.Invoke(i, cells.Count), cancellation);
        return Judged(path, notebook, ran, byName, warnings);
    }

    private static string NotebookOf(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? path : throw new FileNotFoundException($"there is no file '{path}'", path);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        var notebook = Path.Combine(path, name + ".ipynb");
        return File.Exists(notebook) ? notebook : throw new FileNotFoundException($"there is no notebook {name}.ipynb in '{path}'", notebook);
    }

    internal static (List<PlannedCell> Cells, Dictionary<string, Cell> ByName) Plan(Notebook notebook, CourseImport? import, string innerFolder)
    {
        List<PlannedCell> planned = [];
        var byName = new Dictionary<string, Cell>(StringComparer.Ordinal);
        foreach (var (cell, i) in notebook.Cells.Select((cell, i) => (cell, i)))
        {
            if (cell.Kind != CellKind.Code || cell.HasTag("skip-execution") || cell.HasTag(GradingCells.SkipTag) || cell.Source.Trim().Length == 0)
                continue;
            var name = $"cell {i + 1}";
            byName[name] = cell;
            var id = Nbgrader.IdOf(cell) ?? $"cell-{i + 1}";
            var isAnswer = Nbgrader.RoleOf(cell) is CellRole.Answer || Nbgrader.IdOf(cell) is null;
            planned.Add(planned.Count == 0 && import is not null
                ? new PlannedCell(id, "the course", import.CodeIn(innerFolder))
                : new PlannedCell(id, name, cell.Source.ReplaceLineEndings("\n")) { IsAnswer = isAnswer });
        }
        return (planned, byName);
    }

    private static SelfCheckResult Judged(string path, Notebook notebook, IReadOnlyList<RanCell> ran, Dictionary<string, Cell> byName, IReadOnlyList<string> warnings)
    {
        var known = Known(notebook).ToLookup(check => check.Cell, StringComparer.Ordinal);
        List<CheckMark> marks = [];
        List<CellTrouble> troubles = [];
        List<HiddenCheck> hidden = [.. known.SelectMany(cell => cell).Where(check => check.IsHidden).Select(check => new HiddenCheck(check.Cell, check.Name, check.Points))];
        foreach (var cell in ran)
        {
            var observed = Observed(cell).ToList();
            marks.AddRange(observed.Where(CanJudge).Select(seen => Mark(cell.Cell.Id, seen)));
            // In a solved notebook: what only the grader can judge.
            hidden.AddRange(observed.Where(seen => !CanJudge(seen)).Select(seen => new HiddenCheck(cell.Cell.Id, seen.Expectation.Name, seen.Expectation.Points)));
            var missing = known[cell.Cell.Id].Where(check => !check.IsHidden && !observed.Exists(seen => seen.Expectation.Name == check.Name)).ToList();
            if (missing.Count > 0 && Marker.WhyUnobserved(cell) is var (status, finding))
                marks.AddRange(missing.Select(check => new CheckMark(check.Cell, check.Name, status, 0, check.Points, IsHidden: false) { Finding = finding }));
            else if (cell.End != CellEnd.Completed && Trouble(cell, byName) is { } trouble)
                troubles.Add(trouble);
        }
        var name = Json.Text(notebook.Metadata, Exercise.MetadataKey, "exercise") ?? Path.GetFileNameWithoutExtension(path);
        var result = new ExerciseResult(name, marks)
        {
            Path = path,
            Hidden = hidden,
            ManualMaximum = notebook.Cells.Where(cell => Nbgrader.RoleOf(cell) == CellRole.Question).Sum(cell => Nbgrader.PointsOf(cell) ?? 0),
            Failures = [.. troubles.Select(trouble => $"cell '{trouble.Cell}' {trouble.Failure.Message}")],
            Warnings = [.. warnings, .. Changed(notebook)],
        };
        return new SelfCheckResult(result, troubles);
    }

    private static IEnumerable<Observation> Observed(RanCell cell) =>
        cell.Sent.Select(sent => HarnessJson.Read(sent.Text)).OfType<ObservedMessage>().Select(message => message.Observation);

    private static bool CanJudge(Observation seen) => seen.Expectation.Expected is not null || seen.Expectation.Kind is CheckKind.AtLeast or CheckKind.AtMost;

    private static CheckMark Mark(string cell, Observation seen)
    {
        var expectation = seen.Expectation;
        var verdict = Judge.Of(expectation, expectation.Expected, seen.Yours);
        return new CheckMark(cell, expectation.Name, Marker.StatusOf(verdict, seen.Yours), Marker.PointsOf(verdict, expectation), expectation.Points, IsHidden: false)
        {
            Finding = verdict.Finding,
            Expected = verdict.Expected,
            Yours = verdict.Yours,
            Cause = verdict.Cause,
            Hint = verdict.Passed ? null : expectation.Hint,
        };
    }

    private static CellTrouble? Trouble(RanCell cell, Dictionary<string, Cell> byName)
    {
        if (cell.Error is not { } error)
            return new CellTrouble(cell.Cell.Id, new RunFailure($"the code {cell.Reason}") { File = cell.Cell.Name });
        // What is not answered yet says so in its checks.
        if (cell.End == CellEnd.Threw && error.Name == typeof(NotImplementedException).FullName)
            return null;
        var line = error.Place is { } place && byName.TryGetValue(place.File, out var source) ? source.Source.Split('\n').ElementAtOrDefault(place.Line - 1)?.TrimEnd() : null;
        var message = cell.End == CellEnd.DidNotCompile ? error.Message : $"{error.Name}: {error.Message}";
        return new CellTrouble(cell.Cell.Id, new RunFailure(message)
        {
            File = error.Place?.File ?? cell.Cell.Name,
            Line = error.Place?.Line,
            Column = error.Place is { Column: > 0 and var column } ? column : null,
            Code = line,
        });
    }

    /// <summary>Locked cells that are not as they were released.</summary>
    internal static IEnumerable<string> Changed(Notebook notebook) =>
        notebook.Cells.Select((cell, i) => (Cell: cell, Number: i + 1))
            .Where(entry => Nbgrader.RoleOf(entry.Cell) is CellRole.Given or CellRole.Checks && Nbgrader.ChecksumOf(entry.Cell) is { } sum && sum != Nbgrader.Checksum(entry.Cell))
            .Select(entry => $"cell {entry.Number} ('{Nbgrader.IdOf(entry.Cell)}') is given and was changed; the grading uses the original");

    /// <summary>The checks of which the release says that they exist.</summary>
    internal static IEnumerable<(string Cell, string Name, double Points, bool IsHidden)> Known(Notebook notebook) =>
        ((notebook.Metadata[Exercise.MetadataKey] as JsonObject)?["checks"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(check => check["points"]?.GetValueKind() == JsonValueKind.Number)
            .Select(check => (Json.Text(check, "cell") ?? "", Json.Text(check, "name") ?? "", check["points"]!.GetValue<double>(), check["hidden"]?.GetValueKind() == JsonValueKind.True));

    internal static List<ForbiddenApi> Forbidden(Notebook notebook)
    {
        List<string> problems = [];
        var forbidden = Exercise.ForbiddenOf(notebook, problems);
        return problems.Count == 0 ? forbidden : throw new CourseworkException(problems[0]);
    }
}
