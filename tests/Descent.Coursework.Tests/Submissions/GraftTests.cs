using System.Diagnostics;
using System.Text.Json.Nodes;
using Descent.Coursework.Execution;
using Descent.Coursework.Exercises;
using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Submissions;

/// <summary>Whatever was done to the cells, the right answer lands in the right place, and a warning says what was odd.</summary>
public sealed class GraftTests : IDisposable
{
    private const string Twice = "int Twice(int x)\n{\n    return x + x;\n}";
    private const string Thrice = "int Thrice(int x)\n{\n    return 3 * x;\n}";

    private readonly ExerciseFolder folder = new();
    private readonly Exercise exercise;
    private readonly Notebook submitted;

    public GraftTests()
    {
        exercise = folder.Load();
        submitted = ExerciseFolder.Released(exercise);
        Cell("twice").Source = Twice;
        Cell("thrice").Source = Thrice;
        Cell("why").Source = "Because.";
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Answers_land_in_their_places_without_a_word()
    {
        var graft = Graft();

        Assert.Equal((Twice, Thrice, "Because.", 0), (Answer(graft, "twice").Source, Answer(graft, "thrice").Source, Answer(graft, "why").Source, graft.Warnings.Count));
    }

    [Fact]
    public void Answers_run_where_solutions_stood()
    {
        var cells = Graft().Cells;

        Assert.Equal(
            ["usings", "twice", "check-twice", "check-twice", "thrice", "check-thrice"],
            cells.Select(cell => cell.Id));
        Assert.Equal((Twice, true, "cell 4"), (cells[1].Code, cells[1].IsAnswer, cells[1].Name));
    }

    [Fact]
    public void An_answer_that_does_not_compile_falls_back_to_the_stub() =>
        Assert.Contains("not implemented yet: Twice", Planned(Graft(), "twice").Fallback, StringComparison.Ordinal);

    [Fact]
    public void What_students_do_to_checks_has_no_effect()
    {
        Cell("check-twice").Source = "Check.Equal(\"twice 3\", () => 6, expected: 6);";

        Assert.DoesNotContain(Graft().Cells, cell => cell.Code.Contains("() => 6,", StringComparison.Ordinal));
    }

    [Fact]
    public void What_students_do_to_given_code_has_no_effect()
    {
        Cell("usings").Source = "using System.IO;";

        Assert.Equal("using System;", Planned(Graft(), "usings").Code);
    }

    [Fact]
    public void Secrets_do_not_run_with_students_answers() =>
        Assert.DoesNotContain(Graft().Cells, cell => cell.Code.Contains("Keep", StringComparison.Ordinal));

    [Fact]
    public void A_missing_answer_becomes_the_stub_with_a_warning()
    {
        submitted.Cells.Remove(Cell("twice"));

        var graft = Graft();

        Assert.Equal(
            ("answer 'twice' is missing", true, null, true),
            (graft.Warnings.Single(), Answer(graft, "twice").IsEmpty, Answer(graft, "twice").Source, Planned(graft, "twice").Code.Contains("not implemented yet", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_copies_the_one_that_was_worked_on_counts()
    {
        var stub = ExerciseFolder.Released(exercise).Cells.Find(cell => cell.Id == "twice")!;
        submitted.Cells.Insert(0, stub);

        var graft = Graft();

        Assert.Equal((Twice, "answer 'twice' is there 2 times (cells 1, 5); cell 5 counts"), (Answer(graft, "twice").Source, graft.Warnings.Single()));
    }

    [Fact]
    public void Of_copies_that_were_worked_on_the_first_counts()
    {
        var copy = Cell("twice").Copy();
        copy.Source = "int Twice(int x) => 0;";
        submitted.Cells.Add(copy);

        Assert.Equal(Twice, Answer(Graft(), "twice").Source);
    }

    [Fact]
    public void Of_copies_in_the_first_cell_the_first_counts()
    {
        var copy = Cell("twice").Copy();
        copy.Source = "int Twice(int x) => 0;";
        submitted.Cells.Insert(0, copy);

        Assert.Equal(("int Twice(int x) => 0;", 1), (Answer(Graft(), "twice").Source, Answer(Graft(), "twice").Number));
    }

    [Fact]
    public void Copies_do_not_run_as_helpers()
    {
        submitted.Cells.Insert(0, Cell("twice").Copy());

        Assert.DoesNotContain(Graft().Cells, cell => cell.Id.StartsWith("added-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("twice", CellKind.Markdown)]
    [InlineData("twice", CellKind.Raw)]
    [InlineData("why", CellKind.Code)]
    public void An_answer_in_a_cell_of_another_type_counts_with_a_warning(string id, CellKind kind)
    {
        var index = submitted.Cells.IndexOf(Cell(id));
        submitted.Cells[index] = submitted.Cells[index].Copy(kind);

        var graft = Graft();

        Assert.Equal((submitted.Cells[index].Source, $"answer '{id}' (cell {index + 1}) has become a cell of another type; its text counts"), (Answer(graft, id).Source, graft.Warnings.Single()));
    }

    [Fact]
    public void Answers_in_another_order_land_in_their_places_with_a_warning()
    {
        submitted.Cells.Reverse();

        var graft = Graft();

        Assert.Equal(
            (Twice, Thrice, "the answers are in another order than in the exercise; each was put where it belongs"),
            (Planned(graft, "twice").Code, Planned(graft, "thrice").Code, graft.Warnings.Single()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void An_emptied_answer_is_empty_with_a_warning(string source)
    {
        Cell("twice").Source = source;

        var graft = Graft();

        Assert.Equal((true, "answer 'twice' (cell 4) is empty"), (Answer(graft, "twice").IsEmpty, graft.Warnings.Single()));
    }

    [Fact]
    public void The_stub_with_other_spaces_is_no_answer()
    {
        Cell("twice").Source = exercise.StubOf(exercise.Cells.First(cell => cell.Id == "twice")).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);

        Assert.True(Answer(Graft(), "twice").IsEmpty);
    }

    [Fact]
    public void An_answer_without_metadata_is_found_by_its_id()
    {
        Cell("why").Metadata = [];

        var graft = Graft();

        Assert.Equal(("Because.", "answer 'why' has lost its metadata; it was recognised in cell 9"), (Answer(graft, "why").Source, graft.Warnings.Single()));
    }

    [Fact]
    public void An_answer_without_metadata_and_id_is_found_by_what_it_declares()
    {
        var cell = Cell("twice");
        (cell.Metadata, cell.Id) = ([], "other");

        var graft = Graft();

        Assert.Equal((Twice, "answer 'twice' has lost its metadata; it was recognised in cell 4"), (Answer(graft, "twice").Source, graft.Warnings.Single()));
    }

    [Fact]
    public void All_answers_of_a_notebook_without_any_metadata_are_found()
    {
        foreach (var cell in submitted.Cells)
            (cell.Metadata, cell.Id) = ([], "");

        var graft = Graft();

        Assert.Equal((Twice, Thrice, null), (Answer(graft, "twice").Source, Answer(graft, "thrice").Source, Answer(graft, "why").Source));
    }

    [Fact]
    public void A_cell_that_bears_another_answers_name_is_not_taken_for_its_id()
    {
        // Copied below, and the original renamed: the id of one, the name of the other.
        Cell("thrice").Id = "x";
        submitted.Cells.Find(cell => Nbgrader.IdOf(cell) == "twice")!.Id = "thrice";
        submitted.Cells.Find(cell => Nbgrader.IdOf(cell) == "thrice")!.Metadata = [];

        Assert.Equal((Twice, Thrice), (Answer(Graft(), "twice").Source, Answer(Graft(), "thrice").Source));
    }

    [Theory]
    [InlineData("F#", "fsharp")]
    [InlineData("Python", "python")]
    public void A_notebook_of_another_kernel_is_taken_for_C_sharp_with_a_warning(string language, string name)
    {
        submitted.Metadata["kernelspec"] = new JsonObject { ["language"] = language, ["name"] = "other" };
        submitted.Metadata.Remove("language_info");

        var graft = Graft();

        Assert.Equal((Twice, $"the notebook says that its language is {name}; it was taken for C#"), (Answer(graft, "twice").Source, graft.Warnings.Single()));
    }

    [Fact]
    public void A_helper_that_an_answer_uses_runs_before_it_with_a_warning()
    {
        Cell("thrice").Source = "int Thrice(int x) => Sum(x, x, x);";
        submitted.Cells.Insert(5, Cells.Plain("int Sum(params int[] x) => x.Sum();"));

        var graft = Graft();

        Assert.Equal(
            ("thrice", "cell 6 was added; answers use it, so it runs before 'thrice'"),
            (graft.Cells.SkipWhile(cell => cell.Id != "added-6").ElementAt(1).Id, graft.Warnings.Single()));
    }

    [Theory]
    [InlineData("class Box { }", "int Twice(int x) => new Box().GetHashCode();")]
    [InlineData("record struct Pair(int A, int B);", "int Twice(int x) => new Pair(x, x).A;")]
    [InlineData("enum Kind { A }", "int Twice(int x) => (int)Kind.A;")]
    [InlineData("const int Two = 2;", "int Twice(int x) => Two * x;")]
    [InlineData("var (a, two) = (1, 2);", "int Twice(int x) => two * x;")]
    [InlineData("int Two => 2;", "int Twice(int x) => Two * x;")]
    [InlineData("(int a, int two) = (1, 2);", "int Twice(int x) => two * x;")]
    [InlineData("delegate int Op(int x);", "int Twice(int x) => ((Op)(y => 2 * y))(x);")]
    [InlineData("using System.Linq;", "int Twice(int x) => new[] { x, x }.Sum();")]
    public void Whatever_a_helper_declares_it_is_found(string helper, string answer)
    {
        Cell("twice").Source = answer;
        submitted.Cells.Insert(0, Cells.Plain(helper));

        Assert.Contains(Graft().Cells, cell => cell.Code == helper);
    }

    [Fact]
    public void A_helper_below_the_last_answer_runs_before_it()
    {
        Cell("thrice").Source = "int Thrice(int x) => Add(x, x);";
        submitted.Cells.Add(Cells.Plain("int Add(int a, int b) => a + b;"));

        Assert.Equal("thrice", Graft().Cells.SkipWhile(cell => !cell.Id.StartsWith("added-", StringComparison.Ordinal)).ElementAt(1).Id);
    }

    [Theory]
    [InlineData("Console.WriteLine(Twice(3));")]
    [InlineData("var unused = 1;")]
    [InlineData("using System;")]
    public void Cells_that_no_answer_needs_do_not_run(string source)
    {
        submitted.Cells.Insert(5, Cells.Plain(source));

        Assert.DoesNotContain(Graft().Cells, cell => cell.Id.StartsWith("added-", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_with_merge_markers_is_taken_as_it_is()
    {
        Cell("twice").Source = "<<<<<<< HEAD\n" + Twice + "\n=======\n>>>>>>> other";

        Assert.StartsWith("<<<<<<< HEAD\n", Planned(Graft(), "twice").Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_answer_is_cut_with_a_warning()
    {
        Cell("twice").Source = "// " + new string('x', 1_000_000);

        var graft = Graft();

        Assert.Equal((200_000, "answer 'twice' (cell 4) has 1000003 characters and was cut"), (Answer(graft, "twice").Source!.Length, graft.Warnings.Single()));
    }

    /// <summary>Code that ends a process which parses it as it is, or keeps it busy for ever; and much that looks like it.</summary>
    public static TheoryData<string, string> Monsters => new()
    {
        { "", "A<" },
        { "", "A<B," },
        { "", "A<B[]," },
        { "", "A</*;*/" },
        { "var x = ", "a < " },
        { "", "delegate*<" },
        { "", "partial " },
        { "", "a?" },
        { "a", "?.a" },
        { "a is ", "not " },
        { "a is ", ".. " },
        { "a is ", "a." },
        { "#if ", "!" },
        { "#if a", "&&a" },
        { "#if a", "==a" },
        { "", "#if A\n" },
        { "/// ", "<a>" },
        { "", "/// <a>\n" },
        { "/// <see cref=\"", "A{" },
        { "from a in b select c ", "into c select d " },
        { "", ") [" },
        { "", "(" },
        { "", "$\"{" },
        { "a", "+a" },
        { "", "-" },
        { "", "if (a) " },
        { "", "if (a) b(); else " },
        { "", "a ? b : " },
        { "", "x => " },
        { "", "a = " },
        { "", "ref " },
        { "", "yield " },
        { "", "\0" },
    };

    [Theory]
    [MemberData(nameof(Monsters))]
    public void Code_that_nests_without_end_does_no_harm(string before, string piece)
    {
        foreach (var length in new[] { 60, 500, 1_500, 29_900, 150_000 })
        {
            var source = before + string.Concat(Enumerable.Repeat(piece, length / piece.Length));
            Cell("twice").Source = source;
            Cell("thrice").Metadata = [];
            submitted.Cells.Insert(0, Cells.Plain(source));

            Assert.Equal(source, Answer(Graft(), "twice").Source);
        }
    }

    [Fact]
    public void Thousands_of_large_cells_without_metadata_take_seconds_not_minutes()
    {
        var code = string.Concat(Enumerable.Range(0, 60).Select(i => $"int F{i}(int x) {{ return x + {i}; }}\n"));
        submitted.Cells.RemoveAll(cell => cell.Kind == CellKind.Code);
        submitted.Cells.AddRange(Enumerable.Range(0, 1000).Select(_ => Cells.Plain(code)));
        var began = Stopwatch.GetTimestamp();

        Assert.Null(Answer(Graft(), "twice").Source);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 20);
    }

    [Fact]
    public void An_empty_notebook_has_no_answers() => Assert.Equal(3, Grafted(new Notebook()).Warnings.Count);

    private Cell Cell(string id) => submitted.Cells.Find(cell => cell.Id == id)!;

    private GraftedSubmission Graft() => Grafted(submitted);

    private GraftedSubmission Grafted(Notebook notebook) => Coursework.Submissions.Graft.Apply(exercise, notebook, null, "");

    private static Answer Answer(GraftedSubmission graft, string id) => graft.Answers.Single(answer => answer.Cell.Id == id);

    private static PlannedCell Planned(GraftedSubmission graft, string id) => graft.Cells.Single(cell => cell.Id == id);
}
