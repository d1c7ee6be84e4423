using Descent.Notebooks.Rendering;

namespace Descent.Notebooks.Tests.Rendering;

public sealed class DisplayMathTests
{
    [Theory]
    [InlineData("$$a = b\n+ c$$", "\n$$\na = b\n+ c\n$$\n")]
    [InlineData("before\n$$a\nb$$\nafter", "before\n\n$$\na\nb\n$$\n\nafter")]
    [InlineData("\\begin{align}\nx &= 1\n\\end{align}", "\n$$\n\\begin{align}\nx &= 1\n\\end{align}\n$$\n")]
    [InlineData("\\begin{equation*}x\\end{equation*}", "\n$$\n\\begin{equation*}x\\end{equation*}\n$$\n")]
    [InlineData("$$a\nb$$\n\n$$c\nd$$", "\n$$\na\nb\n$$\n\n\n\n$$\nc\nd\n$$\n")]
    public void A_formula_of_several_lines_gets_lines_for_its_marks(string markdown, string expected) =>
        Assert.Equal(expected, DisplayMath.OnOwnLines(markdown));

    [Theory]
    [InlineData("$$a = b$$")]
    [InlineData("$$\na\nb\n$$")]
    [InlineData("$$\n\\begin{align}\nx\n\\end{align}\n$$")]
    [InlineData("a price of $$ and no formula\n+ more")]
    [InlineData("$$never\n\nclosed$$")]
    [InlineData("```\n$$a\nb$$\n```")]
    [InlineData("~~~\n```\n$$a\nb$$\n~~~")]
    [InlineData("\\begin{align} without an end")]
    [InlineData("no formula")]
    public void Anything_else_stays(string markdown) => Assert.Equal(markdown, DisplayMath.OnOwnLines(markdown));
}
