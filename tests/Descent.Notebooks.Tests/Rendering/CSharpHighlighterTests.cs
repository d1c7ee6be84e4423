using System.Net;
using System.Text.RegularExpressions;
using Descent.Notebooks.Rendering;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Rendering;

public sealed partial class CSharpHighlighterTests
{
    private static readonly string[] Pieces =
        ["var x = 1;", "\n", " ", "\t", "// c <b>", "/* & ", "*/", "\"", "$\"{x:F2}\"", "\"\"\"", "'", "#if A\n", "#endif\n", "#r \"x\"\n", "#!import a\n", "class A { }", "(", "}", "é😀", "&lt;", "@"];

    [Theory]
    [InlineData("int x", "<span class=\"k\">int</span> x")]
    [InlineData("var x = 1.5e3;", "<span class=\"k\">var</span> x = <span class=\"n\">1.5e3</span>;")]
    [InlineData("// a < b\n1", "<span class=\"c\">// a &lt; b</span>\n<span class=\"n\">1</span>")]
    [InlineData("x.F(\"a\")", "x.<span class=\"m\">F</span>(<span class=\"s\">&quot;a&quot;</span>)")]
    [InlineData("new List<int>()", "<span class=\"k\">new</span> <span class=\"t\">List</span>&lt;<span class=\"k\">int</span>&gt;()")]
    [InlineData("Math.PI", "<span class=\"t\">Math</span>.PI")]
    [InlineData("using System.IO;", "<span class=\"k\">using</span> System.IO;")]
    [InlineData("#!import ../artifacts/course.csx", "<span class=\"p\">#!import ../artifacts/course.csx</span>")]
    [InlineData("1\n#!time\n2", "<span class=\"n\">1</span>\n<span class=\"p\">#!time</span>\n<span class=\"n\">2</span>")]
    [InlineData("", "")]
    public void Tokens_have_the_class_of_their_kind(string source, string html) => Assert.Equal(html, CSharpHighlighter.ToHtml(source));

    [Fact]
    public void The_text_is_the_source_whether_it_compiles_or_not() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat)),
            source => WebUtility.HtmlDecode(Tags.Replace(CSharpHighlighter.ToHtml(source), "")) == source));

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Tags { get; }
}
