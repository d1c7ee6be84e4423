using System.Xml.Linq;
using Descent.Notebooks.Running;

namespace Descent.Notebooks.Tests.Running;

public sealed class ReportTests
{
    [Fact]
    public void A_caret_stands_under_its_column_tabs_included()
    {
        var failure = new RunFailure("wrong") { Cell = 3, Line = 12, Column = 3, Code = "\tx y" };
        Assert.Equal("cell 3, line 12\n  12 | \tx y\n     | \t ^\nwrong", FailureText.Of(failure));
    }

    [Fact]
    public void A_failure_without_a_place_is_its_message() => Assert.Equal("wrong", FailureText.Of(new RunFailure("wrong")));

    [Fact]
    public void A_column_beyond_the_line_has_no_caret() =>
        Assert.Equal("cell 1, line 1\n   1 | x\nwrong", FailureText.Of(new RunFailure("wrong") { Cell = 1, Line = 1, Column = 9, Code = "x" }));

    [Fact]
    public void A_notebook_that_could_not_be_read_is_a_case_of_its_own()
    {
        var xml = JUnitReport.ToXml([new NotebookResult("lectures/a.ipynb", RunStatus.NotFound, [], TimeSpan.FromSeconds(1.5)) { Failure = new RunFailure("gone") }]);
        var suite = XDocument.Parse(xml).Root!.Element("testsuite")!;
        Assert.Equal("1", (string?)suite.Attribute("failures"));
        Assert.Equal("1.500", (string?)suite.Attribute("time"));
        Assert.Equal("lectures.a", (string?)suite.Element("testcase")!.Attribute("classname"));
    }

    [Fact]
    public void Any_text_makes_a_document_that_can_be_read()
    {
        for (var character = 0; character <= char.MaxValue; character += 7)
        {
            var text = new string((char)character, 1);
            var cell = new CellResult(1, text, CellStatus.Failed, TimeSpan.Zero, new RunFailure(text));
            XDocument.Parse(JUnitReport.ToXml([new NotebookResult("a.ipynb", RunStatus.Failed, [cell], TimeSpan.Zero) { Failure = cell.Failure }]));
        }
    }

    [Fact]
    public void A_time_out_is_an_error_and_the_cells_after_it_are_skipped()
    {
        CellResult[] cells =
        [
            new(1, "while (true) { }", CellStatus.TimedOut, TimeSpan.FromSeconds(3), new RunFailure("too long") { Cell = 1 }),
            new(2, "1", CellStatus.NotRun, TimeSpan.Zero),
        ];
        var suite = XDocument.Parse(JUnitReport.ToXml([new NotebookResult("a.ipynb", RunStatus.TimedOut, cells, TimeSpan.Zero) { Failure = cells[0].Failure }])).Root!.Element("testsuite")!;
        Assert.Equal(("2", "0", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors"), (string?)suite.Attribute("skipped")));
    }

    [Theory]
    [InlineData(new[] { "a/x.ipynb", "b/y.ipynb" }, new[] { "x", "y" })]
    [InlineData(new[] { "a/x.ipynb", "b/x.ipynb" }, new[] { "a/x", "b/x" })]
    [InlineData(new[] { "a/x.ipynb", "a/x.dib" }, new[] { "x.ipynb", "x.dib" })]
    public void Copies_get_names_that_differ(string[] paths, string[] names) =>
        Assert.Equal(names, ExecutedCopies.Names(paths).Select(name => name.Replace('\\', '/')));

    [Theory]
    [InlineData("\n  var x = 1;\nx", "var x = 1;")]
    [InlineData("", "(empty)")]
    [InlineData("var aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1;", "var aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...")]
    public void A_cells_title_is_its_first_line(string source, string title) =>
        Assert.Equal(title, new CellResult(1, source, CellStatus.Passed, TimeSpan.Zero).Title);
}
