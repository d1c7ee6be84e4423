using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Rendering;
using Descent.Notebooks.Tests.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Rendering;

public sealed partial class HtmlRendererTests
{
    [Fact]
    public void A_page_has_language_title_and_main_landmark()
    {
        var html = Render(new Cell(CellKind.Markdown, "# Gradient *descent* & `SGD`"));

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>Gradient descent &amp; SGD</title>", html, StringComparison.Ordinal);
        Assert.Contains("<main id=\"content\">", html, StringComparison.Ordinal);
        Assert.Single(Headings().Matches(html));
    }

    [Fact]
    public void A_notebook_without_a_heading_gets_one_from_its_file_name()
    {
        var html = HtmlRenderer.Render(new Notebook(), new HtmlOptions { FileName = "a<b>.ipynb" });

        Assert.Contains("<h1>a&lt;b&gt;.ipynb</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_notebook_gives_the_same_page()
    {
        var notebook = NotebookFile.Parse(Corpus.Text("every-output-4.5.ipynb"), ".ipynb");

        Assert.Equal(HtmlRenderer.Render(notebook), HtmlRenderer.Render(notebook));
    }

    [Fact]
    public void Any_notebook_can_be_rendered() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Corpus.Notebooks, notebook => HtmlRenderer.Render(notebook).EndsWith("</html>\n", StringComparison.Ordinal)));

    [Fact]
    public void Math_is_read_as_LaTeX_without_a_script_and_marked_for_the_one_that_draws_it()
    {
        var html = Render(new Cell(CellKind.Markdown, "So $a_1 * b_1 < c$ and\n\n$$\n\\sum_i x_i\n$$"));

        Assert.Contains("<span class=\"math\">a_1 * b_1 &lt; c</span>", html, StringComparison.Ordinal);
        Assert.Contains("<div class=\"math display\">\\sum_i x_i</div>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void KaTeX_is_pinned_by_its_hash_and_only_where_there_is_math()
    {
        var with = Render(new Cell(CellKind.Markdown, "$x$"));
        var without = Render(new Cell(CellKind.Markdown, "It costs \\$5, or $6 or so."));

        Assert.Equal(2, Regex.Count(with, "https://cdn.jsdelivr.net/npm/katex@0.19.1/dist/katex.min.(js|css)\" integrity=\"sha384-[A-Za-z0-9+/]{64}\" crossorigin=\"anonymous\""));
        Assert.DoesNotContain("<script", without, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", without, StringComparison.Ordinal);
    }

    [Fact]
    public void KaTeX_from_a_directory_becomes_part_of_the_page()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            directory.CreateSubdirectory("fonts");
            File.WriteAllText(Path.Combine(directory.FullName, "katex.min.js"), "var katex = '</script>';");
            File.WriteAllText(Path.Combine(directory.FullName, "katex.min.css"), "@font-face{src:url(fonts/A-B.woff2) format(\"woff2\"),url(fonts/A-B.woff) format(\"woff\")}");
            File.WriteAllText(Path.Combine(directory.FullName, "fonts", "A-B.woff2"), "font");

            var html = HtmlRenderer.Render(new Notebook([new Cell(CellKind.Markdown, "$x$")]), new HtmlOptions { KatexDirectory = directory.FullName });

            Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
            Assert.Contains("<script>var katex = '<\\/script>';</script>", html, StringComparison.Ordinal);
            Assert.Contains("@font-face{src:url(data:font/woff2;base64,Zm9udA==) format(\"woff2\")}", html, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_directory_without_KaTeX_falls_back_to_the_pinned_links()
    {
        var html = HtmlRenderer.Render(new Notebook([new Cell(CellKind.Markdown, "$x$")]), new HtmlOptions { KatexDirectory = "not-there" });

        Assert.Contains("katex@0.19.1", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_headings_have_ids_of_their_own()
    {
        var html = Render(new Cell(CellKind.Markdown, "## Try it\n## Try it"), new Cell(CellKind.Markdown, "## Try it\n## Try it 2"));

        Assert.Equal(["try-it", "try-it-2", "try-it-3", "try-it-2-2"], Regex.Matches(html, "<h2 id=\"([^\"]*)\"").Select(match => match.Groups[1].Value));
        Assert.Contains("<a href=\"#try-it-2\">Try it</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_notebook_beside_it_leads_to_its_page()
    {
        var html = Render(new Cell(CellKind.Markdown, "[a](02-b.ipynb#x) [b](./03-c.ipynb) [c](../d/e.ipynb) [d](https://x.org/y.ipynb)"));

        Assert.Equal(["02-b.html#x", "./03-c.html", "../d/e.ipynb", "https://x.org/y.ipynb"], Regex.Matches(html, "<a href=\"([^#\"][^\"]*)\"").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Tables_tasks_and_highlighted_code_in_Markdown_are_rendered()
    {
        var html = Render(new Cell(CellKind.Markdown, "| a | b |\n|--:|---|\n| 1 | 2 |\n\n- [x] done\n\n```csharp\nint x;\n```\n"));

        Assert.Matches("<div class=\"table\">\\s*<table>", html);
        Assert.Matches("<input[^>]* aria-label=\"done\"[^>]* type=\"checkbox\"", html);
        Assert.Contains("<code><span class=\"k\">int</span> x;</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Attachments_are_part_of_the_page()
    {
        var cell = new Cell(CellKind.Markdown, "![dot](attachment:dot%201.png)")
        {
            Attachments = new JsonObject { ["dot 1.png"] = new JsonObject { ["image/png"] = "QUJD" } },
        };

        Assert.Contains("<img src=\"data:image/png;base64,QUJD\" alt=\"dot\"", Render(cell), StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_text_is_encoded_and_reads_as_a_terminal_would_leave_it()
    {
        var html = Render(Code(new StreamOutput("stdout", "<script>\u001b[31mred\u001b[0m\n10%\r100%\r\nend\u0000")));

        Assert.Contains(">&lt;script&gt;red\n100%\nend</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_text_is_cut_and_says_so()
    {
        var html = HtmlRenderer.Render(new Notebook([Code(new StreamOutput("stdout", new string('x', 1050)))]), new HtmlOptions { MaxTextLength = 50 });

        Assert.Contains(new string('x', 50) + "\n... (1,000 more characters are not shown)</pre>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 51), html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_stream_is_marked() =>
        Assert.Contains("<pre class=\"stderr\"", Render(Code(new StreamOutput("stderr", "oops"))), StringComparison.Ordinal);

    [Fact]
    public void An_error_shows_its_message_once_and_the_page_links_to_it()
    {
        var html = Render(Code(new ErrorOutput("System.Exception", "a < b", ["System.Exception: a < b", "   at F()"])));

        Assert.Single(Regex.Matches(html, "a &lt; b"));
        Assert.Contains("   at F()</pre>", html, StringComparison.Ordinal);
        Assert.Contains("an error in <a href=\"#cell-only\">cell 1</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void HTML_goes_through_as_it_is_and_before_all_other_types()
    {
        var data = new JsonObject
        {
            ["text/plain"] = "words",
            ["application/vnd.plotly.v1+json"] = new JsonObject(),
            ["text/html"] = "<div id=\"f\"></div><script>draw('f')</script>",
        };

        var html = Render(Code(new DisplayOutput(data, [])));

        Assert.Contains("<div id=\"f\"></div><script>draw('f')</script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("words", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_without_HTML_is_told_in_words()
    {
        var html = Render(Code(new DisplayOutput(new JsonObject { ["application/vnd.plotly.v1+json"] = new JsonObject(), ["text/plain"] = "loss: 0.7, 0.4" }, [])));

        Assert.Contains("a figure, here in words", html, StringComparison.Ordinal);
        Assert.Contains("loss: 0.7, 0.4</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_part_of_the_page_and_told_in_words()
    {
        var html = Render(Code(new DisplayOutput(new JsonObject { ["image/png"] = "QU\nJD\"", ["text/plain"] = "a \"plot\"" }, [])));

        Assert.Contains("<img src=\"data:image/png;base64,QUJD\" alt=\"a &quot;plot&quot;\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_picture_cannot_run_scripts()
    {
        var html = Render(Code(new DisplayOutput("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>")));

        Assert.Contains("<img src=\"data:image/svg+xml;base64,", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{\"a\": [1]}", "&quot;a&quot;: [")]
    [InlineData("text/latex", "\"$$x^2$$\"", "<div class=\"math display\">x^2</div>")]
    [InlineData("text/markdown", "\"*x*\"", "<em>x</em>")]
    [InlineData("application/x-strange", "1", "an output that this page cannot show (application/x-strange)")]
    public void Other_types_are_shown_or_named(string type, string value, string expected) =>
        Assert.Contains(expected, Render(Code(new DisplayOutput(new JsonObject { [type] = JsonNode.Parse(value) }, []))), StringComparison.Ordinal);

    [Fact]
    public void Cells_carry_their_execution_counts()
    {
        var cell = Code(new ResultOutput("text/plain", "2", 7));
        cell.ExecutionCount = 7;

        var html = Render(cell);

        Assert.Contains("In&nbsp;[7]", html, StringComparison.Ordinal);
        Assert.Contains("Out&nbsp;[7]", html, StringComparison.Ordinal);
        Assert.Contains("1 of 1 code cells run, no errors", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("*a ")]
    [InlineData("$")]
    [InlineData("|")]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("$\"{")]
    public void Text_and_code_that_nest_without_end_are_shown_nevertheless(string piece)
    {
        var deep = string.Concat(Enumerable.Repeat(piece, 5000));

        var html = Render(new Cell(CellKind.Markdown, deep), new Cell(CellKind.Code, deep));

        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Headings();

    private static string Render(params Cell[] cells) => HtmlRenderer.Render(new Notebook(cells));

    private static Cell Code(Output output)
    {
        var cell = new Cell(CellKind.Code, "1 + 1", "only");
        cell.Outputs.Add(output);
        return cell;
    }
}
