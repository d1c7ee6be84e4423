using System.Text.Json.Nodes;
using Descent.Coursework.Exercises;
using Descent.Coursework.Tests.Samples;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Coursework.Tests.Transforms;

public sealed class TransformTests
{
    private static readonly Dictionary<string, (int Checks, double Points)> NoneHidden = [];

    private static readonly (string Name, Func<Notebook, Notebook> Apply)[] All =
    [
        ("clear secrets", ClearSecrets.Apply),
        ("clear hidden tests", notebook => ClearHiddenTests.Apply(notebook, NoneHidden)),
        ("clear solutions", ClearSolutions.Apply),
        ("lock cells", LockCells.Apply),
    ];

    [Fact]
    public void A_solution_becomes_a_stub_that_names_the_function_around_it() =>
        Assert.Equal(
            "int Twice(int x)\n{\n    // Your code here.\n    throw new NotImplementedException(\"not implemented yet: Twice\");\n}",
            Cleared(Cells.Answer("a", "int Twice(int x)\n{\n    // BEGIN SOLUTION\n    return 2 * x;\n    // END SOLUTION\n}")));

    [Theory]
    [InlineData("class A\n{\n    public A()\n    {\n        // BEGIN SOLUTION\n        // END SOLUTION\n    }\n}", "A.A")]
    [InlineData("class A\n{\n    public int Size\n    {\n        get\n        {\n            // BEGIN SOLUTION\n            return 1;\n            // END SOLUTION\n        }\n    }\n}", "A.Size")]
    [InlineData("class A\n{\n    int F()\n    {\n        int G()\n        {\n            // BEGIN SOLUTION\n            return 1;\n            // END SOLUTION\n        }\n    }\n}", "A.G")]
    [InlineData("// BEGIN SOLUTION\nvar x = 1;\n// END SOLUTION", "the-cell")]
    [InlineData("this does not (parse\n// BEGIN SOLUTION\n// END SOLUTION", "the-cell")]
    public void A_stub_names_what_is_missing_as_well_as_it_can(string source, string name) =>
        Assert.Contains($"throw new NotImplementedException(\"not implemented yet: {name}\");", Cleared(Cells.Answer("the-cell", source)), StringComparison.Ordinal);

    [Fact]
    public void Each_solution_of_a_cell_becomes_a_stub() =>
        Assert.Equal(
            "int F()\n{\n    // Your code here.\n    throw new NotImplementedException(\"not implemented yet: F\");\n}\nint G()\n{\n    // Your code here.\n    throw new NotImplementedException(\"not implemented yet: G\");\n}",
            Cleared(Cells.Answer("a", "int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}\nint G()\n{\n    // BEGIN SOLUTION\n    return 2;\n    // END SOLUTION\n}")));

    [Theory]
    [InlineData("Because.", "*Your answer here.*")]
    [InlineData("Say why:\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->", "Say why:\n*Your answer here.*")]
    public void The_answer_to_a_question_becomes_an_invitation(string source, string cleared) => Assert.Equal(cleared, Cleared(Cells.Question("q", source)));

    [Fact]
    public void Solutions_are_cleared_in_answers_only() =>
        Assert.Equal("a", Cleared(Cells.Given("g", "a")));

    [Fact]
    public void Hidden_tests_go_and_their_number_and_points_are_told()
    {
        var cell = Cells.Checks("c", "one();\n// BEGIN HIDDEN TESTS\ntwo();\n// END HIDDEN TESTS");

        Assert.Equal("one();\n\n// When this is graded, 2 more checks run here, on other inputs: 1.5 points.", ClearedOfHidden(cell, 2, 1.5));
    }

    [Fact]
    public void A_single_hidden_test_is_told_in_the_singular()
    {
        var cell = Cells.Checks("c", "// BEGIN HIDDEN TESTS\ntwo();\n// END HIDDEN TESTS\n");

        Assert.Equal("// When this is graded, 1 more check runs here, on other inputs: 1 point.", ClearedOfHidden(cell, 1, 1));
    }

    [Fact]
    public void A_cell_that_is_all_secret_goes()
    {
        var cleared = ClearSecrets.Apply(new Notebook([Cells.Given("a", "x"), Cells.Given("s", "// BEGIN SECRET\ny\n// END SECRET\n"), Cells.Given("b", "z")]));

        Assert.Equal(["x", "z"], cleared.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void What_stands_beside_a_secret_stays()
    {
        var cleared = ClearSecrets.Apply(new Notebook([Cells.Given("a", "x\n// BEGIN SECRET\ny\n// END SECRET\nz")]));

        Assert.Equal("x\nz", cleared.Cells.Single().Source);
    }

    public static TheoryData<string, Func<Notebook, Notebook>> Clearing => new()
    {
        { Regions.Solution, ClearSolutions.Apply },
        { Regions.Secret, ClearSecrets.Apply },
        { Regions.HiddenTests, notebook => ClearHiddenTests.Apply(notebook, NoneHidden) },
    };

    [Theory]
    [MemberData(nameof(Clearing), DisableDiscoveryEnumeration = true)]
    public void A_picture_goes_with_the_text_that_shows_it(string region, Func<Notebook, Notebook> apply)
    {
        var cell = WithPictures(
            $"Say why: ![](attachment:the%20net.png)\n<!-- BEGIN {region} -->\n![](attachment:answer.png)\n<!-- END {region} -->\n",
            "the net.png", "answer.png", "net.png", "forgotten.png");

        Assert.Equal(["the net.png"], apply(new Notebook([cell])).Cells.Single().Attachments!.Select(attachment => attachment.Key));
    }

    [Theory]
    [InlineData("![](attachment:a.png)", "a.png")]
    [InlineData("![](attachment:a.png \"A net\")", "a.png")]
    [InlineData("![a (1).png](attachment:a%20(1).png)", "a (1).png")]
    [InlineData("![](<attachment:a net.png>)", "a net.png")]
    [InlineData("![][net]\n\n[net]: attachment:a.png", "a.png")]
    [InlineData("<img src=\"attachment:a.png\">", "a.png")]
    public void A_picture_that_the_question_shows_stays(string question, string name)
    {
        var cell = WithPictures($"{question}\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->", name);

        Assert.Single(ClearSolutions.Apply(new Notebook([cell])).Cells.Single().Attachments!);
    }

    [Fact]
    public void An_answer_that_is_a_picture_leaves_nothing_behind() =>
        Assert.Null(ClearSolutions.Apply(new Notebook([WithPictures("![](attachment:image.png)", "image.png")])).Cells.Single().Attachments);

    [Fact]
    public void A_locked_cell_has_its_grade_id_as_id() =>
        Assert.Equal("g-1", Locked(new Cell(CellKind.Code, "x", "0815", Cells.Given("g-1", "").Metadata.DeepClone().AsObject())).Id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Editors_let_students_edit_answers_only(bool isAnswer)
    {
        var cell = Locked(isAnswer ? Cells.Answer("a", "x") : Cells.Given("a", "x"));

        Assert.Equal((false, isAnswer ? null : "false"), (cell.Metadata["deletable"]!.GetValue<bool>(), cell.Metadata["editable"]?.ToJsonString()));
    }

    [Fact]
    public void No_transform_changes_what_it_is_given() => ForAll(notebook => All.All(transform =>
    {
        var before = NotebookFile.ToJson(notebook);
        transform.Apply(notebook);
        return NotebookFile.ToJson(notebook) == before;
    }));

    [Fact]
    public void No_transform_shares_anything_with_what_it_is_given() => ForAll(notebook => All.All(transform =>
    {
        var result = transform.Apply(notebook);
        var before = NotebookFile.ToJson(result);
        foreach (var cell in notebook.Cells)
        {
            cell.Source = "changed";
            cell.Metadata["changed"] = true;
        }
        notebook.Metadata["changed"] = true;
        return NotebookFile.ToJson(result) == before;
    }));

    [Fact]
    public void Each_transform_twice_is_the_same_as_once() => ForAll(notebook => All.All(transform =>
    {
        var once = transform.Apply(notebook);
        return NotebookFile.ToJson(transform.Apply(once)) == NotebookFile.ToJson(once);
    }));

    private static Cell WithPictures(string source, params string[] names)
    {
        var cell = Cells.Question("q", source);
        cell.Attachments = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["image/png"] = "AAAA" })));
        return cell;
    }

    private static string Cleared(Cell cell) => ClearSolutions.Apply(new Notebook([cell])).Cells.Single().Source;

    private static string ClearedOfHidden(Cell cell, int checks, double points) =>
        ClearHiddenTests.Apply(new Notebook([cell]), new Dictionary<string, (int, double)> { ["c"] = (checks, points) }).Cells.Single().Source;

    private static Cell Locked(Cell cell) => LockCells.Apply(new Notebook([cell])).Cells.Single();

    private static void ForAll(Func<Notebook, bool> property) => Check.QuickThrowOnFailure(Prop.ForAll(Notebooks, property));

    /// <summary>Notebooks of random cells that are well-formed.</summary>
    private static Arbitrary<Notebook> Notebooks { get; } = Arb.From(
        from pieces in (from kind in Gen.Choose(0, 4) from lines in Gen.Elements("", "x();", "int F()\n{\n    return 1;\n}", "a\r\nb", "é \"q\"", "// a comment").ListOf(3) select (kind, lines)).ListOf()
        select new Notebook(pieces.Select((piece, i) => Make(piece.kind, $"cell-{i}", piece.lines)), new JsonObject { ["x"] = new JsonObject { ["y"] = 1 } }));

    private static Cell Make(int kind, string id, IReadOnlyList<string> lines)
    {
        string Region(string name) => $"{lines[0]}\n// BEGIN {name}\n{lines[1]}\n// END {name}\n{lines[2]}";
        return kind switch
        {
            0 => Cells.Text(id, lines[0]),
            1 => Cells.Given(id, Region("SECRET")),
            2 => Cells.Answer(id, Region("SOLUTION")),
            3 => Cells.Checks(id, Region("HIDDEN TESTS"), 1.5),
            _ => Cells.Question(id, $"<!-- BEGIN SOLUTION -->\n{lines[1]}\n<!-- END SOLUTION -->"),
        };
    }
}
