using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Linting;

namespace Descent.Notebooks.Tests.Linting;

public sealed class NeutralityLintTests
{
    [Theory]
    [InlineData("display(1);", "display(1): only .NET Interactive has display(); write x.Display()")]
    [InlineData("int F() { display(1); return 2; }", "display(1): only .NET Interactive has display(); write x.Display()")]
    [InlineData("HTML(\"<b>x</b>\")", "HTML(\"<b>x</b>\"): only .NET Interactive has HTML(); show an object that has ToHtml()")]
    [InlineData("1.DisplayAs(\"text/plain\");", "1.DisplayAs(\"text/plain\"): only .NET Interactive has DisplayAs(); write x.Display()")]
    [InlineData("1.Display(\"text/plain\");", "1.Display(\"text/plain\"): kernels share Display() without arguments only")]
    [InlineData("var handle = 1.Display();", "1.Display(): kernels return different things from Display(); call it as a statement and display again to update")]
    [InlineData("dynamic x = 1;", "dynamic: not every kernel references the binder that dynamic needs; use a type or a generic function")]
    [InlineData("int F(List<dynamic> xs) => 1;", "dynamic: not every kernel references the binder that dynamic needs; use a type or a generic function")]
    [InlineData("Console.Error.WriteLine(1);", "Console.Error: kernels treat the error stream differently; write to Console.Out")]
    [InlineData("System.Console.OpenStandardError();", "System.Console.OpenStandardError: kernels treat the error stream differently; write to Console.Out")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;", "using Microsoft.DotNet.Interactive.Formatting;: only .NET Interactive has its own API; do without")]
    [InlineData("#r \"nuget: Plotly.NET, 5.0\"", "#r \"nuget: Plotly.NET, 5.0\": needs a network, and some headless kernels block it; reference what the course brings")]
    [InlineData("#r \"../x.dll\"", "#r \"../x.dll\": only .NET Interactive resolves a relative #r against the notebook; import ../artifacts/course.csx")]
    [InlineData("#load \"x.csx\"", "#load \"x.csx\": kernels resolve #load differently; put the code in a cell or in the library")]
    [InlineData("var a = 1;\n#r \"/x.dll\"", "#r \"/x.dll\": #r must come first in its cell")]
    [InlineData("#!csharp\n1", "#!csharp: kernels differ in their magic lines; only '#!import ../artifacts/course.csx' works on all")]
    [InlineData("#!time", "#!time: kernels differ in their magic lines; only '#!import ../artifacts/course.csx' works on all")]
    [InlineData("#!import ../artifacts/course.csx", "#!import ../artifacts/course.csx: the import must be the first code cell, so that all others have the library")]
    [InlineData("using var x = new System.IO.MemoryStream();", "using var x = new System.IO.MemoryStream();: a script has no top-level using declaration; write using (...) { } or call Dispose()")]
    [InlineData("var y = 1;\nusing System.IO.Stream x = null;", "using System.IO.Stream x = null;: a script has no top-level using declaration; write using (...) { } or call Dispose()")]
    [InlineData("namespace A { class B { } }", "namespace A: a script has no namespaces; declare the types at the top level")]
    [InlineData("namespace A;", "namespace A: a script has no namespaces; declare the types at the top level")]
    [InlineData("var a = new int[2];\nref int b = ref a[0];", "ref int b = ref a[0];: a script's variables are fields and cannot be ref; use it inside a function")]
    [InlineData("Span<int> s = new int[3];", "Span<int> s = new int[3];: a script's variables are fields and cannot hold spans; use it inside a function, or an array")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "Twice(this int x): a script's classes are nested, where extension methods are not allowed; write it at the top level: static T M(this X x)")]
    [InlineData("class A { public int B { get => field; set; } }", "field: of C# 14, and Verso compiles C# 13; declare the field")]
    [InlineData("\"<svg></svg>\"", "\"<svg></svg>\": a string is shown as text on some kernels and as HTML on others; return an object that has ToHtml()")]
    [InlineData("var x = 1;\n$\"<b>{x}</b>\"", "$\"<b>{x}</b>\": a string is shown as text on some kernels and as HTML on others; return an object that has ToHtml()")]
    public void What_is_not_neutral_is_found(string source, string finding)
    {
        var findings = Check(source);

        Assert.Equal([finding], findings.Select(item => $"{item.What}: {item.Why}"));
    }

    [Theory]
    [InlineData("class A { public int B; }\nvar a = new A();\na?.B = 3;", 3)]
    [InlineData("static class E { extension(int x) { public int Twice => 2 * x; } }", 1)]
    [InlineData("Func<string, bool> f = null;\nTryParse<int> p = (text, out result) => int.TryParse(text, out result);\ndelegate bool TryParse<T>(string text, out T result);", 2)]
    [InlineData("var s = nameof(List<>);", 1)]
    [InlineData("class A { public void operator +=(int x) { } }", 1)]
    [InlineData("partial class A { partial A(); }", 1)]
    public void CSharp_14_is_found(string source, int line)
    {
        var findings = Check(source);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Contains("C# 13", finding.Why, StringComparison.Ordinal));
        Assert.Equal(line, findings[0].Line);
    }

    [Theory]
    [InlineData("// HTML(x), display(y), dynamic, Console.Error, #r \"nuget:x\"")]
    [InlineData("/* #r \"nuget: x\"\n display(1) */")]
    [InlineData("var s = \"display(1); HTML(2); Console.Error; dynamic\";")]
    [InlineData("var s = \"\"\"\n    #!csharp\n    display(1)\n    \"\"\";")]
    [InlineData("void display(int x) { }\ndisplay(1);")]
    [InlineData("var dynamic = 1; var y = dynamic + 1;")]
    [InlineData("#r \"/abs/x.dll\"\nusing System.IO;\n1 + 1")]
    [InlineData("// a comment\n#r \"/abs/x.dll\"")]
    [InlineData("static T Twice<T>(this T x) => x;")]
    [InlineData("void F() { using var x = new System.IO.MemoryStream(); Span<int> s = stackalloc int[3]; ref int r = ref s[0]; }")]
    [InlineData("var p = new { A = 1 };\np.Display();\np")]
    [InlineData("foreach (var x in new[] { 1 }) x.Display();")]
    [InlineData("Console.WriteLine(\"<b>text</b>\");")]
    [InlineData("\"a < b\"")]
    [InlineData("#pragma warning disable CS0168\n#region x\nint y;\n#endregion")]
    [InlineData("var (train, test) = (1, 2); List<int> xs = [1, 2, .. new[] { 3 }]; await Task.Yield();")]
    [InlineData("this does not compile anywhere ((")]
    [InlineData("")]
    public void What_is_neutral_or_only_looks_otherwise_is_not_found(string source) => Assert.Empty(Check(source));

    [Theory]
    [InlineData("#!import ../artifacts/course.csx")]
    [InlineData("#!import ../../artifacts/course.csx\n")]
    public void The_import_of_the_course_alone_in_the_first_code_cell_is_fine(string source) =>
        Assert.Empty(NeutralityLint.Check(new Notebook([new Cell(CellKind.Markdown, "# Title"), new Cell(CellKind.Code, source)])));

    [Theory]
    [InlineData("#!import \"../artifacts/course.csx\"", 1)]
    [InlineData("\n#!import ../artifacts/course.csx\nvar x = 1;", 2)]
    [InlineData("#!import other.csx", 1)]
    public void Another_import_is_found(string source, int line)
    {
        var finding = Assert.Single(NeutralityLint.Check(new Notebook([new Cell(CellKind.Code, source)])));

        Assert.Equal(line, finding.Line);
    }

    [Fact]
    public void A_finding_names_cell_line_and_column()
    {
        var notebook = new Notebook([new Cell(CellKind.Markdown, "display(1)", "text"), new Cell(CellKind.Code, "var x = 1;\r\nif (x > 0)\r\n    display(x);", "code")]);

        var finding = Assert.Single(NeutralityLint.Check(notebook));

        Assert.Equal((2, "code", 3, 5), (finding.Cell, finding.CellId, finding.Line, finding.Column));
        Assert.Equal("cell 2, line 3: display(x): only .NET Interactive has display(); write x.Display()", finding.ToString());
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("x(")]
    [InlineData("$\"{")]
    [InlineData("$\"{ \"}\" + ")]
    public void Code_that_nests_without_end_is_found_instead_of_ending_the_process(string piece) =>
        Assert.Equal("tens of thousands of characters, or hundreds of interpolated strings, open brackets or angle brackets", Assert.Single(Check(string.Concat(Enumerable.Repeat(piece, 5000)))).What);

    [Fact]
    public void A_function_that_an_earlier_cell_declares_may_be_called() =>
        Assert.Empty(NeutralityLint.Check(new Notebook([new Cell(CellKind.Code, "void display(int x) { }"), new Cell(CellKind.Code, "display(1);")])));

    [Fact]
    public void A_cell_in_another_language_is_found()
    {
        var notebook = new Notebook([new Cell(CellKind.Code, "let x = 1", "a", new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "fsharp" } })]);

        Assert.Equal("cell 1, line 1: a cell in fsharp: the notebooks keep to C#, which every kernel runs", Assert.Single(NeutralityLint.Check(notebook)).ToString());
    }

    private static IReadOnlyList<LintFinding> Check(string source) =>
        NeutralityLint.Check(new Notebook([new Cell(CellKind.Code, "#!import ../artifacts/course.csx"), new Cell(CellKind.Code, source)]));
}
