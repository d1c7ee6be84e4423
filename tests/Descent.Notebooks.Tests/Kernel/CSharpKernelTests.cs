using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Tests.Kernel;

public sealed class CSharpKernelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("descent-kernel-").FullName;
    private readonly RecordedOutput output = new();
    private readonly CSharpKernel kernel;
    private int cell;

    public CSharpKernelTests() => kernel = new CSharpKernel(folder, output);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_last_expression_is_the_value()
    {
        await Passes("var x = 20;\nx + 1");
        Assert.Equal(("text/html", true), (Last.Data[0].Key, Last.IsResult));
        Assert.Contains("<pre>21</pre>", Last.Data[0].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = 1;")]
    [InlineData("1.ToString();")]
    [InlineData("Task.Delay(0).Wait()")]
    [InlineData("using System.IO;")]
    [InlineData("// nothing")]
    [InlineData("")]
    [InlineData("class C { }")]
    public async Task Other_cells_have_no_value(string code)
    {
        await Passes(code);
        Assert.Empty(output.Values);
        await Passes("1");
        Assert.Single(output.Values);
    }

    [Fact]
    public async Task Null_shows_as_null()
    {
        await Passes("(string)null");
        Assert.Contains("&lt;null&gt;", Last.Data[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strings_show_as_plain_text()
    {
        await Passes("\"<b>\"");
        Assert.Equal([KeyValuePair.Create("text/plain", "<b>")], Last.Data);
    }

    [Fact]
    public async Task Display_shows_on_the_way()
    {
        await Passes("1.Display();\n\"a\".Display();\ndisplay(\"b\");\n\"<i>\".DisplayAs(\"text/html\");\nHTML(\"<b>\").Display();\n2");
        Assert.Equal([false, false, false, false, false, true], output.Values.Select(value => value.IsResult));
        Assert.Equal(KeyValuePair.Create("text/html", "<i>"), output.Values[3].Data[0]);
        Assert.Equal(KeyValuePair.Create("text/html", "<b>"), output.Values[4].Data[0]);
    }

    [Fact]
    public async Task A_type_says_by_convention_what_it_shows()
    {
        await Passes("""
            [AttributeUsage(AttributeTargets.Class)]
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type type) => FormatterSourceType = type;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            class Source { public IEnumerable<object> CreateTypeFormatters() => new object[] { new Html(), new Json() }; }
            class Html
            {
                public string MimeType => "text/html";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("<p>figure</p>"); return true; }
            }
            class Json
            {
                public string MimeType => "application/vnd.plotly.v1+json";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("{}"); return true; }
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "application/vnd.plotly.v1+json", "text/html" })]
            class Figure { }
            """);
        await Passes("new Figure()");
        Assert.Equal([KeyValuePair.Create("application/vnd.plotly.v1+json", "{}"), KeyValuePair.Create("text/html", "<p>figure</p>")], Last.Data);
    }

    [Fact]
    public async Task State_goes_on_from_cell_to_cell()
    {
        await Passes("using System.IO;\nint Twice(int a) => 2 * a;\nvar x = 1;");
        await Passes("var y = await Task.FromResult(Twice(x + 4));\nrecord Pair(int A, int B);");
        await Passes("var x = \"redefined\";\nPath.Combine(x, new Pair(1, y).B.ToString())");
        Assert.EndsWith("10", Last.Data[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assignments_before_an_exception_survive_it()
    {
        await Passes("var x = 1;");
        var error = await Fails("x = 2;\nvar y = 3;\nthrow new InvalidOperationException(\"no\");");
        Assert.Equal(("System.InvalidOperationException", "no", 3), (error.Name, error.Message, error.Place!.Line));
        await Passes("$\"{x} {y}\"");
        Assert.Equal("2 3", Last.Data[0].Value);
    }

    [Fact]
    public async Task A_compile_error_leaves_the_state_as_it_was()
    {
        await Passes("var x = 1;");
        var error = await Fails("x = 2;\nint y = \"a\";");
        Assert.True(error.IsCompilation);
        Assert.StartsWith("(2,9): error CS0029: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(new CellPlace("cell 2", 2, 9), error.Place);
        await Passes("x.ToString()");
        Assert.Equal("1", Last.Data[0].Value);
    }

    [Fact]
    public async Task Compile_errors_come_in_order_one_a_line()
    {
        var error = await Fails("int a = \"a\";\nint b = \"b\";");
        Assert.Equal(["(1,9)", "(2,9)"], error.Message.Split('\n').Select(line => line[..5]));
    }

    [Theory]
    [InlineData("#warning careful\nint unused = 1;")]
    [InlineData("unsafe { int x = 1; int* p = &x; *p = 2; }")]
    [InlineData("var big = int.MaxValue; big++;")]
    [InlineData("dynamic d = 1; d += 2;")]
    [InlineData("class Later { public int Field { get => field; set => field = value; } }")]
    public async Task The_compiler_is_as_lenient_as_the_real_kernels(string code) => await Passes(code);

    [Theory]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Text.Json.JsonSerializer")]
    [InlineData("System.Numerics.Complex")]
    [InlineData("System.Numerics.Vector2")]
    [InlineData("System.IO.Compression.GZipStream")]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.Collections.Immutable.ImmutableArray")]
    [InlineData("System.Xml.Linq.XElement")]
    [InlineData("System.Linq.Expressions.Expression")]
    [InlineData("System.Text.RegularExpressions.Regex")]
    public async Task The_framework_is_there_without_a_reference(string type)
    {
        await Passes($"typeof({type}).FullName");
        Assert.Equal(type, Last.Data[0].Value);
    }

    [Theory]
    [InlineData("File.Exists(\"a\")")]
    [InlineData("new Stopwatch()")]
    public async Task Only_the_real_kernels_usings_are_there(string code) => Assert.Contains("CS0", (await Fails(code)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_place_of_an_error_is_its_statement_and_the_caller_the_running_cells()
    {
        await Passes("int Half(int a)\n{\n    return 1 / a;\n}");
        var error = await Fails("var a = 0;\n\nHalf(a)");
        Assert.Equal(("cell 1", 3), (error.Place!.File, error.Place.Line));
        Assert.Equal(("cell 2", 3), (error.Caller!.File, error.Caller.Line));
        Assert.Equal(["System.DivideByZeroException: Attempted to divide by zero.", "   at Half(Int32 a) in cell 1:line 3", "   at cell 2:line 3"], error.Traceback);
    }

    [Fact]
    public async Task The_cause_inside_a_task_counts_not_its_wrapper()
    {
        var error = await Fails("void Broken() =>\n    throw new Exception(\"inner\");\nTask.Run(Broken).Wait();");
        Assert.Equal(2, error.Place!.Line);
    }

    [Fact]
    public async Task Imports_run_in_the_same_state_and_lines_keep_their_numbers()
    {
        File.WriteAllText(Path.Combine(folder, "lib.csx"), "int Seven() => 7;\r\n");
        var error = await Fails("#!import lib.csx\nvar x = Seven();\nthrow new Exception();");
        Assert.Equal(3, error.Place!.Line);
        await Passes("x.ToString()");
        Assert.Equal("7", Last.Data[0].Value);
    }

    [Fact]
    public async Task An_error_in_an_import_names_the_file_and_the_importing_line()
    {
        File.WriteAllText(Path.Combine(folder, "bad.csx"), "\nthrow new Exception(\"in the file\");");
        var error = await Fails("\n#!import bad.csx");
        Assert.Equal(("bad.csx", 2), (error.Place!.File, error.Place.Line));
        Assert.Equal(("cell 1", 2), (error.Caller!.File, error.Caller.Line));
    }

    [Theory]
    [InlineData("#!import gone.csx", "there is no file")]
    [InlineData("#!import ../artifacts/course.csx", "'dotnet build -c Release'")]
    [InlineData("#!import", "the file is missing")]
    [InlineData("#!import data.json", "only .csx and .cs files")]
    [InlineData("#!fsharp\nlet x = 1", "#!fsharp: this kernel knows no such line")]
    [InlineData("#r \"nuget: Newtonsoft.Json\"", "packages cannot be fetched in a headless run")]
    [InlineData("#r \"gone.dll\"", "error CS0006")]
    public async Task What_cannot_be_loaded_is_said_clearly(string code, string message)
    {
        var error = await Fails(code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Place!.Line);
    }

    [Fact]
    public async Task Files_that_import_each_other_in_a_circle_are_an_error()
    {
        File.WriteAllText(Path.Combine(folder, "a.csx"), "#!import b.csx");
        File.WriteAllText(Path.Combine(folder, "b.csx"), "#!import a.csx");
        Assert.Contains("circle", (await Fails("#!import a.csx")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dll_is_referenced_by_its_path_and_finds_its_neighbours(bool relative)
    {
        // This test's own DLL lies beside those that it needs.
        var path = typeof(CSharpKernelTests).Assembly.Location;
        var written = relative ? Path.GetRelativePath(folder, path) : path;
        await Passes($"#r \"{written.Replace('\\', '/')}\"");
        await Passes("Descent.Notebooks.Tests.Kernel.ForScripts.Answer().ToString()");
        Assert.Equal("42", Last.Data[0].Value);
    }

    private FormattedValue Last => output.Values[^1];

    private async Task Passes(string code)
    {
        var error = await kernel.RunAsync(code, CellPlace.NameOf(++cell));
        Assert.Null(error);
    }

    private async Task<CellError> Fails(string code)
    {
        var error = await kernel.RunAsync(code, CellPlace.NameOf(++cell));
        Assert.NotNull(error);
        return error;
    }
}
