using Descent.Coursework.Exercises;

namespace Descent.Coursework.Tests.Exercises;

public sealed class RegionsTests
{
    [Fact]
    public void Regions_of_a_kind_are_found_in_order() =>
        Assert.Equal([new Region(0, 2), new Region(4, 5)], Regions.Find(["// BEGIN SOLUTION", "a", "// END SOLUTION", "b", "  //BEGIN  SOLUTION  ", "\t// END SOLUTION\r"], Regions.Solution));

    [Fact]
    public void Markers_in_text_are_comments_of_HTML() =>
        Assert.Equal([new Region(1, 3)], Regions.Find(["a", "<!-- BEGIN SOLUTION -->", "b", "<!--END SOLUTION-->"], Regions.Solution));

    [Fact]
    public void A_secret_may_stand_in_hidden_tests()
    {
        string[] lines = ["// BEGIN HIDDEN TESTS", "// BEGIN SECRET", "// END SECRET", "// END HIDDEN TESTS"];

        Assert.Equal((new Region(0, 3), new Region(1, 2)), (Regions.Find(lines, Regions.HiddenTests).Single(), Regions.Find(lines, Regions.Secret).Single()));
    }

    [Theory]
    [InlineData("// BEGIN SOLUTION", "line 1: BEGIN SOLUTION without END SOLUTION")]
    [InlineData("x\n// END SECRET", "line 2: END SECRET without BEGIN SECRET")]
    [InlineData("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "line 2: BEGIN SOLUTION inside another")]
    [InlineData("// BEGIN SOLUTION\n// END SOLUTION\n// END SOLUTION", "line 3: END SOLUTION without BEGIN SOLUTION")]
    [InlineData("// BEGIN HIDDEN TESTS\n// BEGIN SECRET\n// END HIDDEN TESTS\n// END SECRET", "line 3: END HIDDEN TESTS before END SECRET")]
    [InlineData("// BEGIN SECRET\n// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS\n// END SECRET", "line 2: BEGIN HIDDEN TESTS inside SECRET, where students' code never runs")]
    [InlineData("// BEGIN SOLUTON", "line 1: there is no region 'SOLUTON'; SOLUTION, HIDDEN TESTS, SECRET exist")]
    [InlineData("// BEGIN HIDDEN TEST", "line 1: there is no region 'HIDDEN TEST'")]
    [InlineData("x; // BEGIN SOLUTION", "line 1: a marker is in capitals and alone on its line, such as // BEGIN SOLUTION")]
    [InlineData("// BEGIN HIDDEN TESTS (other inputs)", "line 1: a marker is in capitals and alone on its line")]
    [InlineData("a\n### BEGIN HIDDEN TESTS", "line 2: a marker is in capitals and alone on its line")]
    [InlineData("/* BEGIN SECRET */", "line 1: a marker is in capitals and alone on its line")]
    [InlineData("// begin solution", "line 1: a marker is in capitals and alone on its line")]
    [InlineData("  // End Hidden Tests", "line 1: a marker is in capitals and alone on its line")]
    public void A_marker_that_would_hide_nothing_is_an_error(string source, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<FormatException>(() => Regions.Find(source.Split('\n'), Regions.Solution)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("// in the end, a solution is found")]
    [InlineData("// begin with the bias")]
    [InlineData("At the end the solution is shown; hidden tests come later.")]
    [InlineData("var x = 1; // the secret of life")]
    public void Words_that_only_sound_like_a_marker_are_none(string source) => Assert.False(Regions.Has(source, Regions.Solution));

    [Fact]
    public void Blanked_regions_leave_every_other_line_where_it_was() =>
        Assert.Equal("a\n\n\n\nb", Regions.Blank("a\n// BEGIN SECRET\nx\n// END SECRET\nb", Regions.Secret));

    [Fact]
    public void Replacing_leaves_the_rest_as_it_is() =>
        Assert.Equal("a\n1\nb\n1\n", Regions.Replace("a\n// BEGIN SECRET\nx\n// END SECRET\nb\n// BEGIN SECRET\n// END SECRET\n", Regions.Secret, (_, _) => ["1"]));
}
