using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Documents;

public sealed class IpynbTests
{
    [Theory]
    [MemberData(nameof(Corpus.Names), MemberType = typeof(Corpus))]
    public void A_file_as_Jupyter_writes_it_comes_back_byte_for_byte(string name)
    {
        var text = Corpus.Text(name);

        var written = NotebookFile.ToJson(NotebookFile.Parse(text, ".ipynb", name));

        // What is older than 4.5 has no ids in the file, and gets none by being read.
        Assert.Equal(text, written);
    }

    [Fact]
    public void Writing_is_stable_for_any_notebook() =>
        Prop.ForAll(Corpus.Notebooks, notebook =>
        {
            var once = NotebookFile.ToJson(notebook);
            return NotebookFile.ToJson(NotebookFile.Parse(once, ".ipynb")) == once;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_gives_back_sources_and_kinds_of_any_notebook() =>
        Prop.ForAll(Corpus.Notebooks, notebook =>
            NotebookFile.Parse(NotebookFile.ToJson(notebook), ".ipynb").Cells.Select(cell => (cell.Kind, cell.Source))
                .SequenceEqual(notebook.Cells.Select(cell => (cell.Kind, cell.Source)))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_is_the_same_notebook_and_shares_nothing()
    {
        var notebook = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");
        var before = NotebookFile.ToJson(notebook);

        var copy = notebook.Copy();
        Assert.Equal(before, NotebookFile.ToJson(copy));

        copy.Metadata["new"] = 1;
        copy.Extra["new"] = 1;
        foreach (var cell in copy.Cells)
        {
            cell.Source += "!";
            cell.Metadata["new"] = 1;
            foreach (var output in cell.Outputs)
                output.Extra["new"] = 1;
            foreach (var display in cell.Outputs.OfType<DisplayOutput>())
                display.Data["new"] = 1;
        }

        Assert.Equal(before, NotebookFile.ToJson(notebook));
    }

    [Fact]
    public void Every_kind_of_output_is_read()
    {
        var notebook = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");

        var outputs = notebook.Cells.Single(cell => cell.Id == "second").Outputs;
        var display = Assert.IsType<DisplayOutput>(outputs[0]);
        Assert.Equal("<svg>\n</svg>", display.Data["image/svg+xml"]!.GetValue<string>());
        Assert.True(display.Extra.ContainsKey("transient_thing"));
        var result = Assert.IsType<ResultOutput>(outputs[1]);
        Assert.Equal(2, result.ExecutionCount);
        Assert.Equal("<div>\n 1 &lt; 2</div>", result.Data["text/html"]!.GetValue<string>());
        Assert.IsType<JsonArray>(result.Data["application/json"]);
        Assert.IsType<UnknownOutput>(outputs[2]);
        var error = Assert.IsType<ErrorOutput>(outputs[3]);
        Assert.Equal(("System.DivideByZeroException", 2), (error.Name, error.Traceback.Count));
        var stream = Assert.IsType<StreamOutput>(notebook.Cells.Single(cell => cell.Id == "first").Outputs[0]);
        Assert.Equal(("stdout", "a\r50%\r100%\nb\n"), (stream.Name, stream.Text));
    }

    [Fact]
    public void Source_may_be_a_string_or_a_list_of_strings()
    {
        var notebook = NotebookFile.Parse("""{"nbformat":4,"nbformat_minor":0,"metadata":{},"cells":[{"cell_type":"markdown","metadata":{},"source":"a\nb"},{"cell_type":"markdown","metadata":{},"source":["a\n","b"]}]}""", ".ipynb");

        Assert.Equal(["a\nb", "a\nb"], notebook.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_between_tokens_do_no_harm()
    {
        var text = Corpus.Text("every-output-4.5.ipynb");
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))];

        Assert.Equal(text, NotebookFile.ToJson(NotebookFile.Parse(bytes, ".ipynb")));
    }

    [Fact]
    public void Missing_ids_are_made_up_the_same_way_every_time_and_differ_for_equal_cells()
    {
        var first = NotebookFile.Parse(Corpus.Text("no-ids-4.4.ipynb"), ".ipynb").Cells.Select(cell => cell.Id).ToList();
        var second = NotebookFile.Parse(Corpus.Text("no-ids-4.0.ipynb"), ".ipynb").Cells.Select(cell => cell.Id).ToList();

        Assert.Equal(first, second);
        Assert.Equal(3, first.Distinct().Count());
        Assert.All(first, id => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", id));
    }

    [Fact]
    public void An_id_that_is_there_twice_stays_with_the_first_cell()
    {
        var notebook = NotebookFile.Parse("""
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[
              {"cell_type":"raw","id":"same","metadata":{},"source":""},
              {"cell_type":"raw","id":"same","metadata":{},"source":""},
              {"cell_type":"raw","id":"no spaces, please","metadata":{},"source":""}]}
            """, ".ipynb");

        Assert.Equal("same", notebook.Cells[0].Id);
        Assert.Equal(3, notebook.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.All(notebook.Cells, cell => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", cell.Id));
    }

    [Theory]
    [InlineData("no-ids-4.3.ipynb", "csharp")]
    [InlineData("polyglot-4.5.ipynb", "csharp")]
    [InlineData("no-cells-4.5.ipynb", "csharp")]
    public void The_language_is_found_however_it_is_spelled(string name, string language) =>
        Assert.Equal(language, NotebookFile.Parse(Corpus.Text(name), ".ipynb").Language);

    [Fact]
    public void A_notebook_in_another_language_says_so()
    {
        var python = NotebookFile.Parse("""{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"kernelspec":{"language":"python","name":"python3"}}}""", ".ipynb");
        var polyglot = NotebookFile.Parse(Corpus.Text("polyglot-4.5.ipynb"), ".ipynb");

        Assert.Equal("python", python.Language);
        Assert.Equal(["csharp", "fsharp"], polyglot.Cells.Select(polyglot.LanguageOf));
    }

    [Fact]
    public void A_number_in_the_metadata_can_be_had_as_any_type_of_number()
    {
        var timeout = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb").Metadata["execution"]!["timeout"]!;

        Assert.Equal(60, timeout.GetValue<int>());
        Assert.Equal(60.0, timeout.GetValue<double>());
    }

    [Fact]
    public void Fifty_megabytes_of_output_are_read_and_written()
    {
        var notebook = new Notebook([new Cell(CellKind.Code, "1", "a")]);
        notebook.Cells[0].Outputs.Add(new StreamOutput("stdout", string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 250_000))));
        notebook.Cells[0].Outputs.Add(new DisplayOutput("image/png", new string('A', 25_000_000)));

        var watch = Stopwatch.StartNew();
        var text = NotebookFile.ToJson(notebook);
        var again = NotebookFile.ToJson(NotebookFile.Parse(text, ".ipynb"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{text.Length:N0} characters written, read, written in {watch.ElapsedMilliseconds} ms");

        Assert.Equal(text, again);
    }

    [Fact]
    public void A_file_is_written_whole_and_read_back()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(directory.FullName, "a.ipynb");
            var notebook = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");
            File.WriteAllText(path, "old");

            NotebookFile.Write(notebook, path);

            Assert.Equal(Corpus.Text("every-output-4.5.ipynb"), File.ReadAllText(path));
            Assert.Equal(NotebookFile.ToJson(notebook), NotebookFile.ToJson(NotebookFile.Read(path)));
            Assert.Equal([path], Directory.GetFiles(directory.FullName));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
