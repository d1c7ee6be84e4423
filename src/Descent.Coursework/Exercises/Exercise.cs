using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Coursework.Execution;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Exercises;

/// <summary>
/// An exercise: a folder with the solved notebook of the same name, the single source of all that students and graders get, with
/// wrong answers under <c>mutants/</c> and right ones under <c>alternatives/</c> that prove its checks.
/// </summary>
public sealed partial class Exercise
{
    /// <summary>The metadata of the notebook that is the exercise's own: what answers may not use.</summary>
    internal const string MetadataKey = "descent";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, string> stubs = new(StringComparer.Ordinal);

    private Exercise(string folder, Notebook notebook, IReadOnlyList<ExerciseCell> cells, IReadOnlyList<Mutant> mutants, IReadOnlyList<Mutant> alternatives, IReadOnlyList<ForbiddenApi> forbidden)
    {
        Folder = folder;
        Notebook = notebook;
        Cells = cells;
        Mutants = mutants;
        Alternatives = alternatives;
        Forbidden = forbidden;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The folder's name: what the exercise is called on command lines and in the gradebook.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The solved notebook's file.</summary>
    public string NotebookPath => Path.Combine(Folder, Name + ".ipynb");

    /// <summary>The solved notebook.</summary>
    public Notebook Notebook { get; }

    /// <summary>The notebook's cells, in order.</summary>
    public IReadOnlyList<ExerciseCell> Cells { get; }

    /// <summary>The wrong answers, by name.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>Answers that are as right as the reference solution but different, by name: they must pass every check.</summary>
    public IReadOnlyList<Mutant> Alternatives { get; }

    /// <summary>What answers may not use.</summary>
    public IReadOnlyList<ForbiddenApi> Forbidden { get; }

    /// <summary>The points of all checks and questions.</summary>
    public double Points => Cells.Sum(cell => cell.Points);

    /// <summary>The points that a person gives.</summary>
    public double ManualPoints => Cells.Where(cell => cell.Role == CellRole.Question).Sum(cell => cell.Points);

    /// <summary>The first heading, or the name.</summary>
    public string Title => Cells
        .Where(cell => cell.Cell.Kind == CellKind.Markdown)
        .Select(cell => Heading.Match(cell.Cell.Source))
        .FirstOrDefault(match => match.Success)?.Groups[1].Value.Trim() ?? Name;

    /// <summary>The time that each cell may take: the notebook's <c>execution.timeout</c> in seconds, else 20 s.</summary>
    public TimeSpan CellTimeout => CellTimeoutOf(Notebook);

    /// <summary>Files of the exercise that students get beside the notebook: all of its folder <c>data/</c>, as relative paths.</summary>
    public IReadOnlyList<string> DataFiles =>
        Directory.Exists(Path.Combine(Folder, "data"))
            ? [.. Directory.EnumerateFiles(Path.Combine(Folder, "data"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads an exercise.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>The exercise; its metadata and markers are well-formed.</returns>
    /// <exception cref="ExerciseException">It is not well-formed: all problems are named at once.</exception>
    /// <exception cref="NotebookFormatException">Its notebook cannot be read.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static Exercise Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, name + ".ipynb");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{name}: an exercise is a folder with a notebook of the same name; there is no file {path}", path);
        var notebook = NotebookFile.Read(path);
        List<string> problems = [];
        if ((notebook.Metadata["execution"] as JsonObject)?.ContainsKey("timeout") == true && TimeoutOf(notebook) is null)
            problems.Add("metadata.execution.timeout: a number of seconds above 0 is expected");
        var cells = ReadCells(notebook, problems);
        var forbidden = ForbiddenOf(notebook, problems);
        var mutants = ReadMutants(folder, "mutants", cells, problems);
        var alternatives = ReadMutants(folder, "alternatives", cells, problems);
        return problems.Count == 0 ? new Exercise(folder, notebook, cells, mutants, alternatives, forbidden) : throw new ExerciseException(name, problems);
    }

    /// <summary>Finds exercises.</summary>
    /// <param name="paths">Folders of exercises, or folders that hold them.</param>
    /// <returns>The exercises' folders, in order of their names within each path.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no exercise in it.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<string> folders = [];
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
                throw new DirectoryNotFoundException($"there is no folder '{path}'");
            var found = IsExercise(path) ? [path] : Directory.GetDirectories(path).Where(IsExercise).Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0)
                throw new DirectoryNotFoundException($"there is no exercise in '{path}': an exercise is a folder with a notebook of the same name");
            folders.AddRange(found);
        }
        return folders;
    }

    /// <summary>A cell's text without its solution; made once for all submissions.</summary>
    internal string StubOf(ExerciseCell cell) => stubs.GetOrAdd(cell.Id, _ => ClearSolutions.Stub(cell.Cell));

    /// <summary>The heading that a cell stands under: the last one before it.</summary>
    internal string SectionOf(int position) => Cells.Take(position + 1)
        .Where(cell => cell.Cell.Kind == CellKind.Markdown && cell.Role == CellRole.Given)
        .SelectMany(cell => Section.Matches(cell.Cell.Source))
        .LastOrDefault()?.Groups[1].Value.Trim() ?? "";

    /// <summary>The time that each cell of an exercise's notebook may take.</summary>
    internal static TimeSpan CellTimeoutOf(Notebook notebook) => TimeoutOf(notebook) ?? DefaultTimeout;

    private static TimeSpan? TimeoutOf(Notebook notebook) =>
        notebook.Metadata["execution"] is JsonObject execution && execution["timeout"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400))
            : null;

    /// <summary>What the answers in an exercise's notebook may not use.</summary>
    internal static List<ForbiddenApi> ForbiddenOf(Notebook notebook, List<string> problems)
    {
        List<ForbiddenApi> forbidden = [];
        var rules = (notebook.Metadata[MetadataKey] as JsonObject)?["forbidden"];
        if (rules is not (null or JsonObject))
            problems.Add($"metadata.{MetadataKey}.forbidden: an object of names and reasons is expected");
        foreach (var (name, reason) in rules as JsonObject ?? [])
        {
            if (reason is JsonValue value && value.GetValueKind() == JsonValueKind.String)
                forbidden.Add(new ForbiddenApi(name, value.GetValue<string>()));
            else
                problems.Add($"metadata.{MetadataKey}.forbidden: \"{name}\" needs a reason, a string");
        }
        return forbidden;
    }

    private static List<Mutant> ReadMutants(string folder, string kind, List<ExerciseCell> cells, List<string> problems)
    {
        List<Mutant> mutants = [];
        var path = Path.Combine(folder, kind);
        foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path, "*.cs").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            try
            {
                var mutant = Mutant.Read(file, isRight: kind == "alternatives");
                mutants.Add(mutant);
                problems.AddRange(mutant.Answers.Keys
                    .Where(id => !cells.Exists(cell => cell.Id == id && cell.Role == CellRole.Answer))
                    .Select(id => $"{kind}/{mutant.Name}.cs: there is no answer cell '{id}'"));
            }
            catch (ExerciseException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }
        return mutants;
    }

    private static bool IsExercise(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return File.Exists(Path.Combine(full, Path.GetFileName(full) + ".ipynb"));
    }

    private static List<ExerciseCell> ReadCells(Notebook notebook, List<string> problems)
    {
        List<ExerciseCell> cells = [];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (cell, i) in notebook.Cells.Select((cell, i) => (cell, i)))
        {
            var place = $"cell {i + 1}";
            if (Nbgrader.IdOf(cell) is not { } id)
            {
                problems.Add($"{place} has no grade_id; every cell needs nbgrader's metadata: \"nbgrader\": {{\"grade_id\": \"...\", \"grade\": false, \"solution\": false, \"locked\": true, \"task\": false, \"schema_version\": 3}}");
                continue;
            }
            place = $"{place} ({id})";
            if (!Nbgrader.IsId(id))
                problems.Add($"{place}: a grade_id has 1 to 64 letters, digits, - and _");
            if (!ids.Add(id))
                problems.Add($"{place}: another cell has this grade_id already");
            if (Nbgrader.IsTask(cell))
                problems.Add($"{place}: a task has no place for an answer; write a given cell, and a question (\"grade\" and \"solution\" true) for the answer");
            var role = Nbgrader.RoleOf(cell);
            var points = role is CellRole.Checks or CellRole.Question ? Nbgrader.PointsOf(cell) : 0;
            if (points is null or < 0)
                problems.Add($"{place}: a graded cell needs \"points\", a number of at least 0");
            if (role is CellRole.Answer or CellRole.Checks && cell.Kind != CellKind.Code)
                problems.Add($"{place}: answers that checks test, and checks, are code cells");
            CheckRegions(cell, role, place, problems);
            cells.Add(new ExerciseCell(cell, id, role, points ?? 0));
        }
        return cells;
    }

    private static void CheckRegions(Cell cell, CellRole role, string place, List<string> problems)
    {
        try
        {
            var lines = cell.Source.Split('\n');
            var solves = Regions.Has(cell.Source, Regions.Solution);
            if (role is CellRole.Answer or CellRole.Question && cell.Kind == CellKind.Code && !solves)
                problems.Add($"{place}: an answer cell marks what students write with // BEGIN SOLUTION and // END SOLUTION");
            if (role is CellRole.Given or CellRole.Checks && solves)
                problems.Add($"{place}: a solution in a cell whose metadata does not say \"solution\": true");
            if (role != CellRole.Checks && Regions.Has(cell.Source, Regions.HiddenTests))
                problems.Add($"{place}: hidden tests in a cell whose metadata does not say \"grade\": true");
            if (cell.Kind == CellKind.Code && Regions.Find(lines, Regions.HiddenTests).Concat(Regions.Find(lines, Regions.Secret)).Any(region => lines[region.Begin][0] == ' ' || lines[region.End][0] == ' '))
                problems.Add($"{place}: hidden tests and secrets begin and end at the start of a line, outside all braces: the parts of a cell run one after another");
            if (role is CellRole.Answer or CellRole.Question && Regions.Has(cell.Source, Regions.Secret))
                problems.Add($"{place}: a secret region in a cell that students change");
        }
        catch (FormatException exception)
        {
            problems.Add($"{place}: {exception.Message}");
        }
    }

    [GeneratedRegex(@"^#\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"^##\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Section { get; }
}
