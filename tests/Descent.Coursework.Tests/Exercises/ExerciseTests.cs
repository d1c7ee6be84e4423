using System.Text.Json.Nodes;
using Descent.Coursework.Exercises;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Exercises;

public sealed class ExerciseTests
{
    private const string Solution = "// BEGIN SOLUTION\nreturn;\n// END SOLUTION";

    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void The_exercises_of_this_repository_are_well_formed(string name) => Assert.Equal(name, CourseRepository.Load(name).Name);

    [Fact]
    public void A_role_follows_from_the_flags()
    {
        using var folder = new ExerciseFolder();

        Assert.Equal(
            [CellRole.Given, CellRole.Given, CellRole.Given, CellRole.Answer, CellRole.Checks, CellRole.Given, CellRole.Answer, CellRole.Checks, CellRole.Question],
            folder.Load().Cells.Select(cell => cell.Role));
    }

    [Fact]
    public void Points_are_those_of_checks_and_questions()
    {
        using var folder = new ExerciseFolder();
        var exercise = folder.Load();

        Assert.Equal((5.5, 2.0), (exercise.Points, exercise.ManualPoints));
    }

    [Fact]
    public void Points_of_an_answer_do_not_count()
    {
        using var folder = new ExerciseFolder(Cells.Answer("a", Solution).With("points", 3), Cells.Checks("c", "", 2));

        Assert.Equal(2, folder.Load().Points);
    }

    [Fact]
    public void The_title_is_the_first_heading()
    {
        using var folder = new ExerciseFolder();

        Assert.Equal("Tiny exercise", folder.Load().Title);
    }

    [Fact]
    public void Without_a_heading_the_title_is_the_name()
    {
        using var folder = new ExerciseFolder(Cells.Text("t", "## no title\n\n#hashtag"));

        Assert.Equal(ExerciseFolder.Name, folder.Load().Title);
    }

    [Theory]
    [InlineData(3, "Twice")]
    [InlineData(4, "Twice")]
    [InlineData(7, "Thrice")]
    [InlineData(0, "")]
    public void A_section_is_the_last_heading_above(int cell, string section)
    {
        using var folder = new ExerciseFolder();

        Assert.Equal(section, folder.Load().SectionOf(cell));
    }

    [Theory]
    [InlineData(null, 20)]
    [InlineData("{}", 20)]
    [InlineData("{\"timeout\": 7}", 7)]
    [InlineData("{\"timeout\": 0.5}", 0.5)]
    [InlineData("{\"timeout\": 1e300}", 86_400)]
    public void A_cell_may_take_as_long_as_the_notebook_says(string? execution, double seconds)
    {
        using var folder = new ExerciseFolder(WithMetadata("execution", execution));

        Assert.Equal(TimeSpan.FromSeconds(seconds), folder.Load().CellTimeout);
    }

    [Theory]
    [InlineData("{\"timeout\": \"30\"}")]
    [InlineData("{\"timeout\": 0}")]
    [InlineData("{\"timeout\": -1}")]
    [InlineData("{\"timeout\": null}")]
    public void A_time_that_is_none_is_a_problem(string execution)
    {
        using var folder = new ExerciseFolder(WithMetadata("execution", execution));

        Assert.Equal(["metadata.execution.timeout: a number of seconds above 0 is expected"], folder.Problems());
    }

    [Fact]
    public void What_is_forbidden_has_its_reason()
    {
        using var folder = new ExerciseFolder(WithMetadata("descent", """{"forbidden": {"Descent.Loss": "you write it", "System.IO": "no files"}}"""));

        Assert.Equal([("Descent.Loss", "you write it"), ("System.IO", "no files")], folder.Load().Forbidden.Select(api => (api.Name, api.Reason)));
    }

    [Theory]
    [InlineData("""{"forbidden": {"Descent.Loss": true}}""", "metadata.descent.forbidden: \"Descent.Loss\" needs a reason, a string")]
    [InlineData("""{"forbidden": {"Descent.Loss": null}}""", "metadata.descent.forbidden: \"Descent.Loss\" needs a reason, a string")]
    [InlineData("""{"forbidden": ["Descent.Loss"]}""", "metadata.descent.forbidden: an object of names and reasons is expected")]
    [InlineData("""{"forbidden": "Descent.Loss"}""", "metadata.descent.forbidden: an object of names and reasons is expected")]
    public void A_rule_that_cannot_be_understood_is_a_problem(string metadata, string problem)
    {
        using var folder = new ExerciseFolder(WithMetadata("descent", metadata));

        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void Data_files_are_all_of_the_folder_data_in_order()
    {
        using var folder = new ExerciseFolder();
        folder.Write("data/b.csv", "1");
        folder.Write("data/a/c.csv", "1");
        folder.Write("notes.txt", "not for students");

        Assert.Equal(["data/a/c.csv", "data/b.csv"], folder.Load().DataFiles);
    }

    [Fact]
    public void An_exercise_without_a_notebook_of_its_name_is_not_there()
    {
        using var folder = new ExerciseFolder();
        File.Move(Path.Combine(folder.Folder, "01-tiny.ipynb"), Path.Combine(folder.Folder, "other.ipynb"));

        Assert.Contains("a folder with a notebook of the same name", Assert.Throws<FileNotFoundException>(folder.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_that_is_none_is_refused_with_its_place()
    {
        using var folder = new ExerciseFolder();
        folder.Write("01-tiny.ipynb", "{\n \"cells\": oops");

        Assert.Contains("01-tiny.ipynb: line 2", Assert.Throws<NotebookFormatException>(folder.Load).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<Cell>, string> IllFormed => new()
    {
        { "no metadata", () => Cells.Plain("x"), "cell 1 has no grade_id; every cell needs nbgrader's metadata" },
        { "no grade_id", () => Cells.Given("a", "x").With("grade_id", null), "cell 1 has no grade_id" },
        { "a grade_id that is a number", () => Cells.Given("a", "x").With("grade_id", 3), "cell 1 has no grade_id" },
        { "an empty grade_id", () => Cells.Given("a", "x").With("grade_id", ""), "cell 1 (): a grade_id has 1 to 64 letters, digits, - and _" },
        { "a grade_id with a space", () => Cells.Given("a", "x").With("grade_id", "a b"), "cell 1 (a b): a grade_id has 1 to 64 letters" },
        { "a grade_id with a line end", () => Cells.Given("a", "x").With("grade_id", "a\n"), "a grade_id has 1 to 64 letters" },
        { "a grade_id that is too long", () => Cells.Given("a", "x").With("grade_id", new string('a', 65)), "a grade_id has 1 to 64 letters" },
        { "checks without points", () => Cells.Checks("c", "x").With("points", null), "cell 1 (c): a graded cell needs \"points\", a number of at least 0" },
        { "points below 0", () => Cells.Checks("c", "x", -1), "cell 1 (c): a graded cell needs \"points\"" },
        { "points that are text", () => Cells.Checks("c", "x").With("points", "3"), "cell 1 (c): a graded cell needs \"points\"" },
        { "points without end", () => Cells.Checks("c", "x").With("points", JsonNode.Parse("1e999")), "cell 1 (c): a graded cell needs \"points\"" },
        { "a question without points", () => Cells.Question("q", "x").With("points", null), "cell 1 (q): a graded cell needs \"points\"" },
        { "an answer in text", () => Cells.New(CellKind.Markdown, "a", Solution, grade: false, solution: true, locked: false), "cell 1 (a): answers that checks test, and checks, are code cells" },
        { "checks in text", () => Cells.New(CellKind.Markdown, "c", "x", grade: true, solution: false, locked: true, 1), "cell 1 (c): answers that checks test, and checks, are code cells" },
        { "an answer without a region", () => Cells.Answer("a", "int x = 1;"), "cell 1 (a): an answer cell marks what students write with // BEGIN SOLUTION" },
        { "a question in code without a region", () => Cells.New(CellKind.Code, "q", "int secret = 1;", grade: true, solution: true, locked: false, 1), "cell 1 (q): an answer cell marks what students write" },
        { "a solution in a given cell", () => Cells.Given("g", Solution), "cell 1 (g): a solution in a cell whose metadata does not say \"solution\": true" },
        { "a solution in checks", () => Cells.Checks("c", Solution), "cell 1 (c): a solution in a cell whose metadata does not say \"solution\": true" },
        { "hidden tests in a given cell", () => Cells.Given("g", "// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS"), "cell 1 (g): hidden tests in a cell whose metadata does not say \"grade\": true" },
        { "hidden tests in an answer", () => Cells.Answer("a", Solution + "\n// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS"), "cell 1 (a): hidden tests in a cell" },
        { "a secret in an answer", () => Cells.Answer("a", Solution + "\n// BEGIN SECRET\n// END SECRET"), "cell 1 (a): a secret region in a cell that students change" },
        { "a secret in a question", () => Cells.Question("q", "<!-- BEGIN SECRET -->\n<!-- END SECRET -->"), "cell 1 (q): a secret region in a cell that students change" },
        { "a task", () => Cells.Text("t", "Do it.").With("task", true), "cell 1 (t): a task has no place for an answer" },
    };

    [Theory]
    [MemberData(nameof(IllFormed))]
    public void What_is_wrong_with_a_cell_is_said_with_its_place(string what, Func<Cell> cell, string problem)
    {
        using var folder = new ExerciseFolder(cell());

        Assert.True(folder.Problems().Single().Contains(problem, StringComparison.Ordinal), $"{what}: {string.Join('\n', folder.Problems())}");
    }

    [Fact]
    public void Two_cells_with_one_grade_id_are_a_problem()
    {
        using var folder = new ExerciseFolder(Cells.Given("a", "x"), Cells.Given("a", "y"));

        Assert.Equal(["cell 2 (a): another cell has this grade_id already"], folder.Problems());
    }

    [Fact]
    public void All_problems_are_named_at_once()
    {
        using var folder = new ExerciseFolder(Cells.Plain("x"), Cells.Checks("c", "x").With("points", null), Cells.Answer("a", "x"), Cells.Given("a", "// BEGIN SECRET"));
        folder.Write("mutants/m.cs", "int x;");

        Assert.Equal(8, folder.Problems().Count);
    }

    [Fact]
    public void The_message_names_the_exercise_on_every_line()
    {
        using var folder = new ExerciseFolder(Cells.Plain("x"), Cells.Plain("y"));

        Assert.All(Assert.Throws<ExerciseException>(folder.Load).Message.Split('\n'), line => Assert.StartsWith("01-tiny: cell ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_of_exercises_is_searched_for_them_in_order()
    {
        using var scratch = new ScratchFolder();
        foreach (var name in new[] { "b", "a", "c" })
            scratch.Write($"{name}/{name}.ipynb", "");
        scratch.Write("d/other.ipynb", "");

        Assert.Equal(["a", "b", "c"], Exercise.Find([scratch.Path]).Select(folder => Path.GetFileName(folder)));
    }

    [Fact]
    public void An_exercise_itself_may_be_named()
    {
        using var folder = new ExerciseFolder();

        Assert.Equal([folder.Folder + Path.DirectorySeparatorChar], Exercise.Find([folder.Folder + Path.DirectorySeparatorChar]));
    }

    [Fact]
    public void A_folder_without_exercises_is_an_error()
    {
        using var scratch = new ScratchFolder();

        Assert.Contains("there is no exercise in", Assert.Throws<DirectoryNotFoundException>(() => Exercise.Find([scratch.Path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.Contains("there is no folder 'nowhere'", Assert.Throws<DirectoryNotFoundException>(() => Exercise.Find(["nowhere"])).Message, StringComparison.Ordinal);

    private static Notebook WithMetadata(string name, string? json) => new([Cells.Text("t", "x")], json is null ? [] : new JsonObject { [name] = JsonNode.Parse(json) });
}
