using Descent.Notebooks.Documents;
using Descent.Notebooks.Tests.Documents;
using Descent.Notebooks.Transforms;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Transforms;

public sealed class StripOutputsTests
{
    [Fact]
    public void Nothing_that_a_run_left_remains()
    {
        var stripped = StripOutputs.Apply(NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb"));

        Assert.All(stripped.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.All(stripped.Cells, cell => Assert.Null(cell.ExecutionCount));
        Assert.All(stripped.Cells, cell => Assert.False(cell.Metadata.ContainsKey("collapsed") || cell.Metadata.ContainsKey("scrolled")));
    }

    [Fact]
    public void What_the_author_wrote_remains()
    {
        var original = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");

        var stripped = StripOutputs.Apply(original);

        Assert.Equal(original.Cells.Select(cell => (cell.Id, cell.Source)), stripped.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Equal(["parameters", "x"], stripped.Cells[3].Tags);
        Assert.True(stripped.Cells[1].Metadata.ContainsKey("custom"));
        Assert.NotNull(stripped.Cells[1].Attachments);
        Assert.Equal(60, stripped.Metadata["execution"]!["timeout"]!.GetValue<int>());
        Assert.True(stripped.Extra.ContainsKey("future"));
    }

    [Fact]
    public void The_notebook_it_was_given_is_not_changed()
    {
        var text = Corpus.Text("every-output-4.5.ipynb");
        var original = NotebookFile.Parse(text, ".ipynb");

        StripOutputs.Apply(original);

        Assert.Equal(text, NotebookFile.ToJson(original));
    }

    [Fact]
    public void Older_versions_become_4_5_with_ids_in_the_file()
    {
        var stripped = StripOutputs.Apply(NotebookFile.Parse(Corpus.Text("no-ids-4.0.ipynb"), ".ipynb"));

        Assert.Equal(5, stripped.NbFormatMinor);
        Assert.Equal(3, NotebookFile.ToJson(stripped).Split("\"id\": ").Length - 1);
    }

    [Fact]
    public void What_an_editor_adds_to_a_notebook_in_CSharp_goes()
    {
        const string Edited = """
            {"nbformat":4,"nbformat_minor":2,"cells":[
              {"cell_type":"code","execution_count":3,"source":["1\r\n","2"],"outputs":[],
               "metadata":{"dotnet_interactive":{"language":"csharp"},"polyglot_notebook":{"kernelName":"csharp"},"vscode":{"languageId":"polyglot-notebook"},"jupyter":{"outputs_hidden":true}}}],
             "metadata":{"kernelspec":{"display_name":"Verso","language":"C#","name":"verso"},"language_info":{"name":"polyglot-notebook","version":"14.0"},
               "polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}}}
            """;

        var stripped = StripOutputs.Apply(NotebookFile.Parse(Edited, ".ipynb"));

        Assert.Equal("1\n2", stripped.Cells[0].Source);
        Assert.Equal("{}", stripped.Cells[0].Metadata.ToJsonString());
        Assert.Equal(
            """{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"csharp"}}""",
            stripped.Metadata.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Cells_in_another_language_keep_saying_so()
    {
        var stripped = StripOutputs.Apply(NotebookFile.Parse(Corpus.Text("polyglot-4.5.ipynb"), ".ipynb"));

        Assert.Equal(["csharp", "fsharp"], stripped.Cells.Select(stripped.LanguageOf));
        Assert.Empty(stripped.Cells[0].Metadata);
    }

    [Fact]
    public void A_notebook_in_another_language_keeps_its_kernel()
    {
        var python = NotebookFile.Parse("""{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"kernelspec":{"language":"python","name":"python3"}}}""", ".ipynb");

        Assert.Equal("python3", StripOutputs.Apply(python).Metadata["kernelspec"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void Stripping_twice_is_the_same_as_once_also_through_a_file() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Corpus.Notebooks, notebook =>
        {
            var once = NotebookFile.ToJson(StripOutputs.Apply(notebook));
            return NotebookFile.ToJson(StripOutputs.Apply(NotebookFile.Parse(once, ".ipynb"))) == once;
        }));
}
