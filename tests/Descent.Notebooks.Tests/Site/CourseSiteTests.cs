using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Running;
using Descent.Notebooks.Site;
using Descent.Notebooks.Transforms;

namespace Descent.Notebooks.Tests.Site;

public sealed class CourseSiteTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("descent-site-").FullName;

    private string Site => Path.Combine(scratch, "site");

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public void The_contents_list_every_notebook_with_its_question()
    {
        Write(
            Ran("01-one", Text("# One\n\nIntroduction."), Text("## The question\n\nWhat is $x < 1$?"), Text("## Answer")),
            Ran("02-two", Text("# Two\n\n**Before.** Words.\n\n**The question.** And $y$?")),
            Ran("03-three", Text("# Three\n\nOnly *this*.")));

        var contents = Read("index.html");
        Assert.Contains("<a href=\"01-one.html\">One</a></h2>\n<p>What is <span class=\"math\">x &lt; 1</span>?</p>", contents, StringComparison.Ordinal);
        Assert.Contains("<p>And <span class=\"math\">y</span>?</p>", contents, StringComparison.Ordinal);
        Assert.Contains("<p>Only this.</p>", contents, StringComparison.Ordinal);
        Assert.Contains("<a href=\"01-one.html#answer\">Answer</a>", contents, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_lead_to_their_neighbours_and_to_the_contents()
    {
        Write(Ran("a", Text("# A")), Ran("b", Text("# B")), Ran("c", Text("# C")));

        var page = Read("b.html");
        Assert.Contains("<link rel=\"prev\" href=\"a.html\">", page, StringComparison.Ordinal);
        Assert.Contains("<a rel=\"next\" href=\"c.html\"><small>Next</small> C</a>", page, StringComparison.Ordinal);
        Assert.Contains("<small>Contents</small> 2 of 3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", Read("a.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", Read("c.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_index_holds_prose_and_code_by_section()
    {
        Write(Ran("a", Text("# A\n\nAbove </script>."), Text("## Momentum\n\nA *ball* rolls."), new Cell(CellKind.Code, "var velocity = 0;")));

        var script = Read("assets/search.js");
        Assert.StartsWith("descentSearch(", script, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", script, StringComparison.Ordinal);
        var pages = JsonNode.Parse(script["descentSearch(".Length..script.LastIndexOf(')')])!.AsArray();
        var section = pages[0]![2]![1]!;
        Assert.Equal(["momentum", "Momentum", "A ball rolls.", "var velocity = 0;"], section.AsArray().Select(value => (string?)value));
    }

    [Fact]
    public void A_notebook_that_failed_has_a_page_and_the_contents_lead_to_its_error()
    {
        var failed = new Cell(CellKind.Code, "1 / 0", "broken");
        failed.Outputs.Add(new ErrorOutput("System.Exception", "oh", []));
        Write(Ran("a", Text("# A"), failed) with { Status = RunStatus.Failed, Failure = new RunFailure("oh") });

        Assert.Contains("<a href=\"a.html#cell-broken\">cell 2</a>", Read("index.html"), StringComparison.Ordinal);
        Assert.Contains("<strong>System.Exception</strong> oh", Read("a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_that_could_not_start_is_named_with_its_reason_and_left_out_of_the_walk()
    {
        Write(Ran("a", Text("# A")), new NotebookResult("bad.ipynb", RunStatus.NotANotebook, [], TimeSpan.Zero) { Failure = new RunFailure("no <JSON>") }, Ran("c", Text("# C")));

        Assert.Contains("did not run: no &lt;JSON&gt;", Read("index.html"), StringComparison.Ordinal);
        Assert.Contains("<link rel=\"next\" href=\"c.html\">", Read("a.html"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Site, "bad.html")));
    }

    [Fact]
    public void A_readme_beside_the_notebooks_introduces_them_under_the_course_name()
    {
        File.WriteAllText(Path.Combine(scratch, "README.md"), "# Files\n\nRead [the first](a.ipynb).");
        Write(Ran("a", Text("# A")));

        var contents = Read("index.html");
        Assert.Contains("<h1>Econ &amp; Nets</h1>\n<div class=\"markdown\">\n<p>Read <a href=\"a.html\">the first</a>.</p>", contents, StringComparison.Ordinal);
        Assert.DoesNotContain("Files", contents, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_course_gives_the_same_files_and_old_pages_go()
    {
        Write(Ran("a", Text("# A")), Ran("old", Text("# Old")));
        var before = Read("a.html");
        File.WriteAllText(Path.Combine(Site, "mine.txt"), "kept");
        Write(Ran("a", Text("# A")), Ran("new", Text("# Old")));

        Assert.Equal(before.Replace("old.html", "new.html", StringComparison.Ordinal), Read("a.html"));
        Assert.False(File.Exists(Path.Combine(Site, "old.html")));
        Assert.True(File.Exists(Path.Combine(Site, "mine.txt")));
    }

    [Fact]
    public void A_folder_of_other_things_is_refused_and_left_alone()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Site).FullName, "thesis.txt"), "years of work");

        var error = Assert.Throws<IOException>(() => Write(Ran("a", Text("# A"))));

        Assert.Contains("choose a folder that is empty or new", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(Site));
    }

    [Fact]
    public void A_manifest_cannot_make_it_delete_what_lies_elsewhere()
    {
        var precious = Path.Combine(scratch, "precious.txt");
        File.WriteAllText(precious, "");
        Write(Ran("a", Text("# A")));
        File.AppendAllText(Path.Combine(Site, ".descent-site"), $"../precious.txt\n{precious}\n");
        Write(Ran("a", Text("# A")));

        Assert.True(File.Exists(precious));
    }

    [Fact]
    public void Installed_packages_go_into_the_site_and_figures_are_told_where_they_are()
    {
        var modules = Path.Combine(scratch, "node_modules");
        Directory.CreateDirectory(Path.Combine(modules, "katex", "dist", "fonts"));
        Directory.CreateDirectory(Path.Combine(modules, "plotly.js-dist-min"));
        foreach (var file in new[] { "katex/dist/katex.min.css", "katex/dist/katex.min.js", "katex/dist/fonts/A.woff2", "katex/dist/fonts/A.ttf", "plotly.js-dist-min/plotly.min.js" })
            File.WriteAllText(Path.Combine(modules, file), file);
        var assets = Write(Ran("a", Text("# A\n\n$x$")));

        Assert.Equal("assets/plotly.min.js", assets.Environment[SiteAssets.PlotlyVariable]);
        Assert.Equal("plotly.js-dist-min/plotly.min.js", Read("assets/plotly.min.js"));
        Assert.True(File.Exists(Path.Combine(Site, "assets/katex/fonts/A.woff2")));
        Assert.False(File.Exists(Path.Combine(Site, "assets/katex/fonts/A.ttf")));
        Assert.DoesNotContain("https://", Read("a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_packages_formulas_come_from_the_pinned_CDN()
    {
        var assets = Write(Ran("a", Text("# A\n\n$x$")));

        Assert.Equal("", assets.Environment[SiteAssets.PlotlyVariable]);
        Assert.Contains("katex.min.js\" integrity=\"sha384-", Read("a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notebook_to_take_along_has_no_outputs()
    {
        Write(Ran("a", Text("# A")));

        Assert.Contains("<a class=\"file\" href=\"notebooks/a.ipynb\" download>a.ipynb</a>", Read("a.html"), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Path.Combine(scratch, "a.ipynb")), Read("notebooks/a.ipynb"));
    }

    private static Cell Text(string markdown) => new(CellKind.Markdown, markdown);

    private NotebookResult Ran(string name, params Cell[] cells)
    {
        var path = Path.Combine(scratch, name + ".ipynb");
        NotebookFile.Write(StripOutputs.Apply(new Notebook(cells)), path);
        return new NotebookResult(path, RunStatus.Passed, [], TimeSpan.Zero) { Executed = new Notebook(cells) };
    }

    private SiteAssets Write(params NotebookResult[] results)
    {
        var assets = new SiteAssets(scratch);
        CourseSite.Write(results, Site, assets, new SiteOptions { Title = "Econ & Nets" });
        return assets;
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(Site, path));
}
