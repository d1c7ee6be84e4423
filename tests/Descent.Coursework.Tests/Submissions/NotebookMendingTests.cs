using System.Text;
using Descent.Coursework.Submissions;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Submissions;

public sealed class NotebookMendingTests
{
    [Fact]
    public void A_good_notebook_needs_no_mending()
    {
        var (notebook, warnings) = Read(Notebook("""{"cell_type": "code", "id": "a", "source": ["x\n", "y"], "metadata": {"tags": ["t"]}, "execution_count": 3, "outputs": []}"""));
        var cell = notebook.Cells.Single();

        Assert.Equal(("x\ny", "a", "t", 0), (cell.Source, cell.Id, cell.Tags.Single(), warnings.Count));
    }

    [Theory]
    [InlineData("\"outputs\": [{\"output_type\": \"stream\", \"text\": \"x\"}]")]
    [InlineData("\"outputs\": \"text\"")]
    [InlineData("\"outputs\": {\"a\": 1}")]
    [InlineData("\"outputs\": [17, null, {\"output_type\": 3}]")]
    [InlineData("\"execution_count\": \"three\"")]
    [InlineData("\"attachments\": [1]")]
    public void Outputs_counts_and_attachments_go_whatever_they_are(string property)
    {
        var (notebook, warnings) = Read(Notebook($$"""{"cell_type": "code", "source": "x", {{property}}}"""));
        var cell = notebook.Cells.Single();

        Assert.Equal((0, null, null, 0), (cell.Outputs.Count, cell.ExecutionCount, cell.Attachments, warnings.Count));
    }

    public static TheoryData<string, string, string, CellKind> Mended => new()
    {
        { """{"source": "x", "outputs": []}""", "cell 1 is of no known type; it was taken for code", "x", CellKind.Code },
        { """{"source": "x"}""", "cell 1 is of no known type; it was taken for text", "x", CellKind.Markdown },
        { """{"cell_type": "heading", "source": "x"}""", "cell 1 is of no known type; it was taken for text", "x", CellKind.Markdown },
        { """{"cell_type": 7, "source": "x", "execution_count": null}""", "cell 1 is of no known type; it was taken for code", "x", CellKind.Code },
        { """{"cell_type": "code", "source": ["x\n", 3, null, "y"]}""", "cell 1 has lines that are no text; they were left out", "x\ny", CellKind.Code },
        { """{"cell_type": "code"}""", "cell 1 has no text", "", CellKind.Code },
        { """{"cell_type": "code", "source": {"a": 1}}""", "cell 1 has no text", "", CellKind.Code },
        { """{"cell_type": "code", "source": null}""", "cell 1 has no text", "", CellKind.Code },
    };

    [Theory]
    [MemberData(nameof(Mended))]
    public void A_broken_cell_is_mended_with_a_warning(string json, string warning, string source, CellKind kind)
    {
        var (notebook, warnings) = Read(Notebook(json));

        Assert.Equal((warning, source, kind), (warnings.Single(), notebook.Cells.Single().Source, notebook.Cells.Single().Kind));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[\"source\"]")]
    public void What_is_no_cell_is_left_out_with_a_warning(string json)
    {
        var (notebook, warnings) = Read(Notebook($$"""{"cell_type": "code", "source": "x"}, {{json}}"""));

        Assert.Equal(("x", "cell 2 is no cell and was left out"), (notebook.Cells.Single().Source, warnings.Single()));
    }

    [Theory]
    [InlineData("\"metadata\": 3")]
    [InlineData("\"metadata\": null")]
    [InlineData("\"id\": 7")]
    [InlineData("\"id\": \"a b\"")]
    [InlineData("\"id\": \"\"")]
    public void Metadata_and_ids_of_wrong_types_go_without_a_word(string property) =>
        Assert.Empty(Read(Notebook($$"""{"cell_type": "code", "source": "x", {{property}}}""")).Warnings);

    [Theory]
    [InlineData("""{"cells": []}""")]
    [InlineData("""{"cells": [], "metadata": []}""")]
    [InlineData("""{"cells": [], "nbformat": "4", "nbformat_minor": null}""")]
    public void What_a_notebook_should_say_of_itself_may_be_missing(string json) => Assert.Empty(Read(json).Notebook.Cells);

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Assert.Single(NotebookMending.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Notebook(Cell("é ∂ 😀")))]).Notebook.Cells, cell => cell.Source == "é ∂ 😀");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF_16_is_read_with_a_warning(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var (notebook, warnings) = NotebookMending.Read([.. encoding.Preamble, .. encoding.GetBytes(Notebook(Cell("é ∂ 😀")))]);

        Assert.Equal(("é ∂ 😀", "the file was saved as UTF-16; notebooks are UTF-8"), (notebook.Cells.Single().Source, warnings.Single()));
    }

    [Fact]
    public void Line_ends_of_Windows_around_the_JSON_do_no_harm() =>
        Assert.Equal("x", Read(Notebook(Cell("x")).ReplaceLineEndings("\r\n")).Notebook.Cells.Single().Source);

    [Fact]
    public void Of_a_merge_that_broke_the_file_the_first_side_counts()
    {
        var json = Notebook("\n<<<<<<< HEAD\n" + Cell("ours") + "\n||||||| base\n" + Cell("base") + "\n=======\n" + Cell("theirs") + "\n>>>>>>> branch\n," + Cell("x"));

        var (notebook, warnings) = Read(json);

        Assert.Equal(
            ("ours x", "the file has merge markers (<<<<<<<, =======, >>>>>>>); the first side of each was taken"),
            (string.Join(' ', notebook.Cells.Select(cell => cell.Source)), warnings.Single()));
    }

    [Fact]
    public void Merge_markers_with_line_ends_of_Windows_are_known()
    {
        var json = Notebook("\n<<<<<<< HEAD\n" + Cell("ours") + "\n=======\n" + Cell("theirs") + "\n>>>>>>> branch\n").ReplaceLineEndings("\r\n");

        Assert.Equal("ours", Read(json).Notebook.Cells.Single().Source);
    }

    [Fact]
    public void Merge_markers_within_a_cell_stay_and_are_warned_of()
    {
        var (notebook, warnings) = Read(Notebook(Cell("<<<<<<< HEAD\\na\\n=======\\nb\\n>>>>>>> branch")));

        Assert.Equal(("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch", "a cell holds merge markers (<<<<<<<, =======, >>>>>>>): choose one side of each"), (notebook.Cells.Single().Source, warnings.Single()));
    }

    [Fact]
    public void A_file_that_a_merge_broke_beyond_mending_is_refused() =>
        Assert.Contains("not JSON", Assert.Throws<NotebookFormatException>(() => Read("<<<<<<< HEAD\n{\n=======\n}\n>>>>>>> branch\n")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(60, true)]
    [InlineData(100, true)]
    [InlineData(130, false)]
    [InlineData(300, false)]
    [InlineData(100_000, false)]
    public void Metadata_is_read_as_deep_as_notebooks_are(int depth, bool isRead)
    {
        var json = "{\"cells\": [], \"metadata\": {\"x\": " + new string('[', depth) + new string(']', depth) + "}}";

        Assert.Equal(isRead, Record.Exception(() => Read(json)) is null);
        Assert.True(isRead || Record.Exception(() => Read(json)) is NotebookFormatException);
    }

    [Fact]
    public void Outputs_may_be_deeper_than_that() =>
        Assert.Single(Read(Notebook($$"""{"cell_type": "code", "source": "x", "outputs": {{new string('[', 200)}}{{new string(']', 200)}}}""")).Notebook.Cells);

    [Fact]
    public void Too_many_cells_are_refused() =>
        Assert.Equal("it has 5001 cells; at most 5000 are read", Assert.Throws<NotebookFormatException>(() => Read(Notebook(string.Join(',', Enumerable.Repeat("{}", 5001))))).Problem);

    [Theory]
    [InlineData("\"source\": \"{0}\"")]
    [InlineData("\"source\": [\"{0}\"]")]
    [InlineData("\"metadata\": {{\"x\": \"{0}\"}}")]
    [InlineData("\"{0}\": 1")]
    public void Too_much_that_is_no_output_is_refused(string property)
    {
        var json = Notebook("{\"cell_type\": \"code\", " + string.Format(null, property, new string('x', 17 << 20)) + "}");

        Assert.Equal("without its outputs it has more than 16 MB", Assert.Throws<NotebookFormatException>(() => Read(json)).Problem);
    }

    [Fact]
    public void A_list_without_end_is_refused_before_it_becomes_a_tree()
    {
        var json = Notebook("{\"cell_type\": \"code\", \"metadata\": {\"x\": [" + string.Join(',', Enumerable.Repeat("0", 9 << 20)) + "]}}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<NotebookFormatException>(() => Read(json));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150 << 20);
    }

    [Fact]
    public void Outputs_that_are_cut_off_are_refused_before_they_become_a_tree()
    {
        var json = "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [" + string.Join(',', Enumerable.Repeat("0", 9 << 20));
        var bytes = Encoding.UTF8.GetBytes(json);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<NotebookFormatException>(() => NotebookMending.Read(bytes));

        Assert.StartsWith("not JSON: ", refused.Problem, StringComparison.Ordinal);
        Assert.Equal($"line 1, byte {json.Length + 1}", refused.Place);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_refused_with_its_line()
    {
        var refused = Assert.Throws<NotebookFormatException>(() => Read("\n" + Notebook(Cell("\\ud800"))));

        Assert.Equal(("line 2", "a string is not valid Unicode; save the file as UTF-8"), (refused.Place, refused.Problem));
    }

    [Fact]
    public void At_most_twenty_warnings_are_given() => Assert.Equal(20, Read(Notebook(string.Join(',', Enumerable.Repeat("{}", 100)))).Warnings.Count);

    private static string Cell(string source) => $$"""{"cell_type": "code", "source": "{{source}}"}""";

    private static string Notebook(string cells) => $$"""{"cells": [{{cells}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";

    private static (Notebook Notebook, IReadOnlyList<string> Warnings) Read(string json) => NotebookMending.Read(Encoding.UTF8.GetBytes(json));
}
