using Descent.Coursework.Execution;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Tests.Execution;

/// <summary>What was compiled once is not compiled again, and nothing else is mistaken for it.</summary>
public sealed class CompiledPrefixesTests
{
    private readonly SubmissionCompiler compiler = new(Directory.GetCurrentDirectory(), new NotebookLoadContext());
    private readonly CompiledPrefixes prefixes;
    private readonly List<string> compiled = [];

    public CompiledPrefixesTests() => prefixes = new CompiledPrefixes(compiler);

    [Fact]
    public void A_notebook_that_begins_as_one_before_is_compiled_from_where_it_differs()
    {
        Assert.All(Notebook("var a = 1;", "var b = a + 1;", "b"), reply => Assert.NotNull(reply.Cell));
        compiled.Clear();
        Assert.All(Notebook("var a = 1;", "var b = \"text\";", "b"), reply => Assert.NotNull(reply.Cell));
        Assert.Equal(["var b = \"text\";", "b"], compiled);
    }

    [Fact]
    public void Replies_are_those_of_before_and_the_next_cell_sees_what_they_declared()
    {
        var first = Notebook("var a = 1;", "a + 1");
        compiled.Clear();
        var second = Notebook("var a = 1;", "a + 1", "a + 2");
        Assert.Equal(first, second[..2]);
        Assert.Equal(["a + 2"], compiled);
        Assert.Equal(3, second[2].Cell!.Index + 1);
    }

    [Fact]
    public void The_same_cell_after_other_cells_is_another()
    {
        Assert.NotNull(Notebook("var a = 1;", "a.Length")[1].Error);
        Assert.NotNull(Notebook("var a = \"text\";", "a.Length")[1].Cell);
    }

    [Fact]
    public void A_cell_that_does_not_compile_leaves_the_chain_where_it_was()
    {
        string[] cells = ["var a = 1;", "missing()", "var b = a;", "b"];
        foreach (var replies in new[] { Notebook(cells), Notebook(cells) })
            Assert.Equal([true, false, true, true], replies.Select(reply => reply.Cell is not null));
        Assert.Equal(4, compiled.Count);
        compiled.Clear();
        // The cells behind it are those of a notebook without it.
        Notebook("var a = 1;", "var b = a;", "b");
        Assert.Empty(compiled);
    }

    [Fact]
    public void The_same_code_under_other_rules_is_another()
    {
        Assert.NotNull(Send(new CompileRequest { IsFirst = true, Code = "1", Name = "cell" }).Cell);
        Send(new CompileRequest { IsFirst = true, Code = "1", Name = "cell", IsAnswer = true });
        Send(new CompileRequest { IsFirst = true, Code = "1", Name = "cell", Forbidden = [new ForbiddenApi("System.IO", "files")] });
        Send(new CompileRequest { IsFirst = true, Code = "1", Name = "another" });
        Assert.Equal(4, compiled.Count);
    }

    [Fact]
    public void The_oldest_are_forgotten()
    {
        for (var i = 0; i <= CompiledPrefixes.Capacity; i++)
            Notebook($"var a{i} = 1;");
        compiled.Clear();
        Notebook($"var a{CompiledPrefixes.Capacity} = 1;");
        Assert.Empty(compiled);
        Notebook("var a0 = 1;");
        Assert.Single(compiled);
    }

    private CompileReply[] Notebook(params string[] cells) =>
        [.. cells.Select((code, i) => Send(new CompileRequest { IsFirst = i == 0, Code = code, Name = "cell" }))];

    private CompileReply Send(CompileRequest request) => prefixes.Reply(request, () =>
    {
        compiled.Add(request.Code);
        return CompilerHost.Compile(compiler, request);
    });
}
