using System.Text;
using System.Text.Json.Nodes;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Releasing;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Releasing;

/// <summary>An exercise of this repository as students get it, with its answer key: the reference solution runs once for all tests.</summary>
public sealed class BundleTests(BundleTests.Key key) : IClassFixture<BundleTests.Key>
{
    private static readonly CourseSettings Course = new()
    {
        Repository = "tu/nn",
        Exercises = new Dictionary<string, ExerciseSettings> { [Key.Name] = new() { Due = new DateTimeOffset(2026, 11, 2, 18, 0, 0, TimeSpan.FromHours(1)) } },
    };

    [Fact]
    public void Students_get_notebook_how_to_workflow_and_data() =>
        Assert.Equal([$".github/workflows/check-{Key.Name}.yml", $"{Key.Name}.ipynb", "README.md", .. key.Exercise.DataFiles], Make().Files.Keys);

    [Fact]
    public void The_same_exercise_gives_the_same_bytes()
    {
        var again = Bundle.Make(CourseRepository.Load(Key.Name), key.Answers, Course);

        Assert.All(Make().Files, file => Assert.Equal(file.Value, again.Files[file.Key]));
    }

    [Fact]
    public void The_notebook_knows_the_names_and_points_of_its_checks()
    {
        var metadata = Notebook().Metadata["descent"]!;

        Assert.Equal((Key.Name, key.Exercise.Points), (metadata["exercise"]!.GetValue<string>(), metadata["points"]!.GetValue<double>()));
        Assert.Equal(
            key.Answers.Checks.Select(check => (check.Cell, check.Expectation.Name, check.Expectation.Points, check.Expectation.IsHidden)),
            metadata["checks"]!.AsArray().Select(check => (check!["cell"]!.GetValue<string>(), check["name"]!.GetValue<string>(), check["points"]!.GetValue<double>(), check["hidden"]!.GetValue<bool>())));
    }

    [Fact]
    public void Every_cell_with_hidden_tests_says_how_many()
    {
        var cells = key.Answers.Checks.Where(check => check.Expectation.IsHidden).GroupBy(check => check.Cell);

        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Contains($"// When this is graded, {cell.Count()} more check", Notebook().Cells.Find(other => other.Id == cell.Key)!.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_solution_a_hidden_test_or_a_secret_is_in_any_file()
    {
        var given = string.Join('\n', key.Exercise.Cells.SelectMany(cell => Lines(cell.Cell.Source, inside: false)));
        var hidden = key.Exercise.Cells.SelectMany(cell => Lines(cell.Cell.Source, inside: true)).Where(line => line.Length >= 12 && !given.Contains(line, StringComparison.Ordinal)).ToList();
        var text = string.Join('\n', Make().Files.Values.Select(Encoding.UTF8.GetString)) + string.Join('\n', Notebook().Cells.Select(cell => cell.Source));

        Assert.NotEmpty(hidden);
        Assert.DoesNotContain(hidden, line => text.Contains(line, StringComparison.Ordinal) || text.Contains(JsonValue.Create(line).ToJsonString().Trim('"'), StringComparison.Ordinal));
    }

    [Fact]
    public void The_how_to_says_points_and_due_time() =>
        Assert.Contains($"# {key.Exercise.Title}\n\n{key.Exercise.Points:0.##} points, due 2026-11-02 18:00 +01:00.\n", Text("README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_workflow_gets_the_course_where_it_is()
    {
        var workflow = Text($".github/workflows/check-{Key.Name}.yml");

        Assert.Contains("          repository: tu/nn\n          path: course\n", workflow, StringComparison.Ordinal);
        Assert.Contains($"-- check exercises/{Key.Name} --junit results.xml\n", workflow, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_repository_the_workflow_says_what_to_fill_in() =>
        Assert.Contains("name the course's repository below", Encoding.UTF8.GetString(Bundle.Make(key.Exercise, key.Answers, new CourseSettings()).Files[$".github/workflows/check-{Key.Name}.yml"]), StringComparison.Ordinal);

    [Fact]
    public void What_was_written_is_not_stale()
    {
        using var scratch = new ScratchFolder();

        Make().Write(scratch.Path);

        Assert.Empty(Make().Stale(scratch.Path));
    }

    [Fact]
    public void What_is_missing_or_was_changed_is_stale()
    {
        using var scratch = new ScratchFolder();
        Make().Write(scratch.Path);
        File.Delete(scratch.PathOf(Key.Name, "README.md"));
        File.AppendAllText(scratch.PathOf(Key.Name, Key.Name + ".ipynb"), " ");

        Assert.Equal([$"{Key.Name}/README.md is missing", $"{Key.Name}/{Key.Name}.ipynb is not what would be released now"], Make().Stale(scratch.Path).Order(StringComparer.OrdinalIgnoreCase).Reverse());
    }

    [Fact]
    public void What_is_not_released_any_more_is_stale_and_left_for_a_person_to_delete()
    {
        using var scratch = new ScratchFolder();
        Make().Write(scratch.Path);
        var old = scratch.Write($"{Key.Name}/data/old.csv", "1,2");
        scratch.Write($"{Key.Name}/.git/HEAD", "ref: refs/heads/main");

        Make().Write(scratch.Path);

        Assert.Equal([$"{Key.Name}/data/old.csv is not released any more; delete it"], Make().Stale(scratch.Path));
        Assert.True(File.Exists(old));
    }

    [Fact]
    public void What_is_the_same_already_is_not_written_again()
    {
        using var scratch = new ScratchFolder();
        Make().Write(scratch.Path);
        var readme = scratch.PathOf(Key.Name, "README.md");
        File.SetLastWriteTimeUtc(readme, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Make().Write(scratch.Path);

        Assert.Equal(2020, File.GetLastWriteTimeUtc(readme).Year);
    }

    private Bundle Make() => Bundle.Make(key.Exercise, key.Answers, Course);

    private Notebook Notebook() => NotebookFile.Parse(Make().Files[Key.Name + ".ipynb"], ".ipynb");

    private string Text(string file) => Encoding.UTF8.GetString(Make().Files[file]);

    private static IEnumerable<string> Lines(string source, bool inside)
    {
        var depth = 0;
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (line.Contains("BEGIN ", StringComparison.Ordinal))
                depth++;
            else if (line.Contains("END ", StringComparison.Ordinal))
                depth--;
            else if (depth > 0 == inside)
                yield return line;
        }
    }

    public sealed class Key
    {
        public const string Name = "02-forward-pass";

        public Key()
        {
            var program = ChildProgram.Of(Path.Combine(AppContext.BaseDirectory, "Descent.Cli.dll"));
            using var engine = new GradingEngine(new SandboxOptions { Kind = SandboxKind.None, Program = program }.Open(GradingEngine.ImportOf(Exercise)!.Folder));
            Answers = AnswerKey.Make(Exercise, engine, seed: 1);
        }

        public Exercise Exercise { get; } = CourseRepository.Load(Name);

        public AnswerKey Answers { get; }
    }
}
