using System.Text;
using Descent.Notebooks.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Documents;

public sealed class DibTests
{
    private const string Sample = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"},{"aliases":["data"],"name":"mydb"}]}}

        #!markdown

        # Title

        Text

        #!csharp

        #!import ../artifacts/course.csx

        #!fsharp

        let x = 1

        #!data

        select 1

        """;

    [Fact]
    public void Cells_begin_at_the_lines_that_name_a_kernel()
    {
        var notebook = NotebookFile.Parse(Sample, ".dib");

        Assert.Equal(
            [(CellKind.Markdown, "# Title\n\nText"), (CellKind.Code, "#!import ../artifacts/course.csx"), (CellKind.Code, "let x = 1"), (CellKind.Code, "select 1")],
            notebook.Cells.Select(cell => (cell.Kind, cell.Source)));
        Assert.Equal(["csharp", "fsharp", "mydb"], notebook.Cells.Skip(1).Select(notebook.LanguageOf));
        Assert.Equal("csharp", notebook.Language);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_make_no_difference()
    {
        byte[] windows = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Sample.Replace("\n", "\r\n", StringComparison.Ordinal))];

        Assert.Equal(NotebookFile.ToJson(NotebookFile.Parse(Sample, ".dib")), NotebookFile.ToJson(NotebookFile.Parse(windows, ".dib")));
    }

    [Fact]
    public void Text_before_the_first_kernel_line_is_in_the_default_language()
    {
        var notebook = NotebookFile.Parse("var x = 1;\n\n#!md\ntext", ".dib");

        Assert.Equal([(CellKind.Code, "var x = 1;"), (CellKind.Markdown, "text")], notebook.Cells.Select(cell => (cell.Kind, cell.Source)));
    }

    [Fact]
    public void Converted_to_ipynb_it_names_the_kernel_that_all_front_ends_know()
    {
        var notebook = NotebookFile.Parse(NotebookFile.ToJson(NotebookFile.Parse(Sample, ".dib")), ".ipynb");

        Assert.Equal(".net-csharp", notebook.Metadata["kernelspec"]!["name"]!.GetValue<string>());
        Assert.Equal("C#", notebook.Metadata["kernelspec"]!["language"]!.GetValue<string>());
        Assert.Equal("csharp", notebook.Metadata["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal("mydb", notebook.Metadata["polyglot_notebook"]!["kernelInfo"]!["items"]![1]!["name"]!.GetValue<string>());
        Assert.Null(notebook.Metadata["kernelInfo"]);
    }

    [Fact]
    public void Ids_tags_and_metadata_survive_the_way_to_dib_and_back()
    {
        var original = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");

        var there = NotebookFile.ToText(original, ".dib");
        var back = NotebookFile.Parse(there, ".dib");

        // What .dib cannot hold: outputs, and cells without text.
        var kept = original.Cells.Where(cell => cell.Source.Length > 0).ToList();
        Assert.Equal(kept.Select(cell => cell.Id), back.Cells.Select(cell => cell.Id));
        Assert.Equal(kept.Select(cell => cell.Metadata.ToJsonString()), back.Cells.Select(cell => cell.Metadata.ToJsonString()));
        Assert.True(back.Cells.Single(cell => cell.Id == "first").HasTag("parameters"));
        Assert.Equal(original.Metadata.ToJsonString(), back.Metadata.ToJsonString());
        Assert.Equal(there, NotebookFile.ToText(back, ".dib"));
    }

    [Fact]
    public void Languages_survive_the_way_to_dib_and_back()
    {
        var original = NotebookFile.Parse(Corpus.Text("polyglot-4.5.ipynb"), ".ipynb");

        var back = NotebookFile.Parse(NotebookFile.ToText(original, ".dib"), ".dib");

        Assert.Equal(original.Cells.Select(original.LanguageOf), back.Cells.Select(back.LanguageOf));
        Assert.Equal(original.Metadata.ToJsonString(), back.Metadata.ToJsonString());
    }

    [Fact]
    public void Writing_dib_is_stable_for_any_notebook_that_it_can_hold() =>
        Prop.ForAll(Corpus.Notebooks, notebook =>
        {
            notebook.Cells.RemoveAll(cell => cell.Source.Contains("#!csharp", StringComparison.Ordinal));
            var once = NotebookFile.ToText(NotebookFile.Parse(NotebookFile.ToText(notebook, ".dib"), ".dib"), ".dib");
            return NotebookFile.ToText(NotebookFile.Parse(once, ".dib"), ".dib") == once;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_that_would_begin_a_cell_cannot_go_into_dib()
    {
        var notebook = new Notebook([new Cell(CellKind.Markdown, "To begin a cell write\n#!csharp\n")]);

        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.ToText(notebook, ".dib"));

        Assert.Equal("notebook: cell 1: the line '#!csharp' of its text would begin a new cell in a .dib file; indent it or keep the notebook as .ipynb", exception.Message);
    }

    [Theory]
    [InlineData("#!meta\n{", "bad.dib: line 1, the block after #!meta: not JSON: ")]
    [InlineData("\n#!meta\n[1]\n#!csharp\n1", "bad.dib: line 2: the block after #!meta must be a JSON object")]
    public void A_broken_metadata_block_is_refused(string text, string message)
    {
        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse(text, ".dib", "bad.dib"));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused()
    {
        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse([(byte)'a', (byte)'\n', 0xFF, 0xFE], ".dib", "bad.dib"));

        Assert.Equal("bad.dib: line 2: not text in UTF-8; save the file as UTF-8", exception.Message);
    }

    [Fact]
    public void An_empty_file_is_a_notebook_without_cells() => Assert.Empty(NotebookFile.Parse("", ".dib").Cells);
}
