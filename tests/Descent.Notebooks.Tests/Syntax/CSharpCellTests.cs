using Descent.Notebooks.Syntax;

namespace Descent.Notebooks.Tests.Syntax;

public sealed class CSharpCellTests
{
    [Theory]
    [InlineData("partial ", 13)]
    [InlineData("A<", 401)]
    [InlineData("a?", 401)]
    [InlineData(") [", 201)]
    [InlineData("( ] ", 201)]
    [InlineData(" ", 30_001)]
    public void Code_that_the_parser_cannot_bear_is_not_parsed(string piece, int count) => Assert.Null(CSharpCell.Parse(string.Concat(Enumerable.Repeat(piece, count))));

    [Theory]
    [InlineData("// the partial derivative\n", 100)]
    [InlineData("/* a < b? */", 500)]
    [InlineData("_ = \"partial < ?\";\n", 200)]
    public void What_stands_in_comments_and_texts_does_not_count(string piece, int count)
    {
        var source = string.Concat(Enumerable.Repeat(piece, count)) + "var x = 1;";
        Assert.NotNull(CSharpCell.Parse(source));
    }

    [Fact]
    public void Interpolations_count_as_what_they_are() => Assert.Null(CSharpCell.Parse($"_ = $\"{{{string.Concat(Enumerable.Repeat("A<", 401))}}}\";"));

    [Fact]
    public void Directives_that_nest_without_end_do_no_harm() => Assert.Equal("x", CSharpCell.Tokens($"#if {new string('!', 200_000)}true\nx").Last().Text);

    [Fact]
    public void Tokens_are_to_be_had_of_what_is_not_parsed() => Assert.Equal(["partial", "partial", "x"], CSharpCell.Tokens("partial /* partial */ partial // y\n x").Select(token => token.Text));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void Other_code_is_parsed_whole_however_long_it_is(int count) =>
        Assert.Equal(count, CSharpCell.Parse(string.Concat(Enumerable.Repeat("int x = 1;\n", count)))!.Members.Count);

    [Theory]
    [InlineData("a is ", "not ")]
    [InlineData("a is ", "a.")]
    [InlineData("a", "?.a")]
    [InlineData("#if ", "!")]
    [InlineData("/// ", "<a>")]
    public void What_nests_as_deep_as_a_cell_is_long_ends_no_process(string before, string piece)
    {
        var source = before + string.Concat(Enumerable.Repeat(piece, 29_000 / piece.Length));

        Assert.True(CSharpCell.Parse(source) is not { } root || root.FullSpan.Length == source.Length);
    }
}
