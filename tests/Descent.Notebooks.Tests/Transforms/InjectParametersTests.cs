using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Transforms;

namespace Descent.Notebooks.Tests.Transforms;

public sealed class InjectParametersTests
{
    private const string Declarations = """
        // What can be set from outside.
        bool quick = true;
        int epochs = 5, batch = 16;
        double rate = 1e-2;
        float momentum = 0.9f;
        string name = "iris";
        var seed = -1L;
        var title = $"run {1}";
        const int Classes = 3;
        int? limit = null;
        int[] sizes = [4, 3];
        decimal price = 1m;
        """;

    [Theory]
    [InlineData("quick", "False", "quick = false;")]
    [InlineData("epochs", "-50", "epochs = -50;")]
    [InlineData("batch", "8", "batch = 8;")]
    [InlineData("rate", "1e-3", "rate = 0.001d;")]
    [InlineData("rate", "3", "rate = 3d;")]
    [InlineData("rate", "1e300", "rate = 1E+300d;")]
    [InlineData("momentum", "0.1", "momentum = 0.1f;")]
    [InlineData("name", "a \"b\" \\ c\n", """name = "a \"b\" \\ c\n";""")]
    [InlineData("name", "", """name = "";""")]
    [InlineData("seed", "7", "seed = 7L;")]
    [InlineData("title", "x", """title = "x";""")]
    [InlineData("Classes", "4", "const int Classes = 4;")]
    [InlineData("limit", "null", "limit = null;")]
    [InlineData("limit", "3", "limit = 3;")]
    [InlineData("price", "1.10", "price = 1.10m;")]
    public void A_value_becomes_a_literal_of_the_declared_type(string name, string value, string line)
    {
        var injected = InjectParameters.Apply(Sample(), new Dictionary<string, string> { [name] = value });

        Assert.Equal("// Parameters\n" + line, injected.Cells[2].Source);
    }

    [Fact]
    public void The_injected_cell_stands_right_after_the_declarations()
    {
        var original = Sample();

        var injected = InjectParameters.Apply(original, new Dictionary<string, string> { ["quick"] = "false", ["epochs"] = "1" });

        Assert.Equal(["text", "declared", "injected-parameters", "after"], injected.Cells.Select(cell => cell.Id));
        Assert.True(injected.Cells[2].HasTag("injected-parameters"));
        Assert.Equal("// Parameters\nepochs = 1;\nquick = false;", injected.Cells[2].Source);
        Assert.Equal(3, original.Cells.Count);
    }

    [Fact]
    public void A_second_injection_replaces_the_first()
    {
        var once = InjectParameters.Apply(Sample(), new Dictionary<string, string> { ["epochs"] = "1" });

        var twice = InjectParameters.Apply(once, new Dictionary<string, string> { ["epochs"] = "2" });

        Assert.Equal(4, twice.Cells.Count);
        Assert.Equal("// Parameters\nepochs = 2;", twice.Cells[2].Source);
    }

    [Fact]
    public void Without_values_nothing_is_injected() =>
        Assert.Equal(3, InjectParameters.Apply(Sample(), new Dictionary<string, string>()).Cells.Count);

    [Theory]
    [InlineData("quick", "maybe", "'maybe' is not a value for 'bool quick = true': true or false would be")]
    [InlineData("epochs", "1.5", "'1.5' is not a value for 'int epochs = 5': a whole number from -2147483648 to 2147483647 would be")]
    [InlineData("epochs", "99999999999", "'99999999999' is not a value for 'int epochs = 5': a whole number from -2147483648 to 2147483647 would be")]
    [InlineData("rate", "NaN", "'NaN' is not a value for 'double rate = 1e-2': a number such as 0.5 or 1e-3 would be")]
    [InlineData("rate", "1,5", "'1,5' is not a value for 'double rate = 1e-2': a number such as 0.5 or 1e-3 would be")]
    [InlineData("sizes", "1", "'sizes' cannot be set: its declaration 'int[] sizes = [4, 3]' is not a bool, int, long, float, double, decimal or string")]
    public void A_value_that_does_not_fit_is_refused(string name, string value, string message)
    {
        var exception = Assert.Throws<NotebookParameterException>(() => InjectParameters.Apply(Sample(), new Dictionary<string, string> { [name] = value }));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void An_unknown_name_is_refused_and_the_known_ones_are_listed()
    {
        var exception = Assert.Throws<NotebookParameterException>(() => InjectParameters.Apply(Sample(), new Dictionary<string, string> { ["Epochs"] = "1" }));

        Assert.StartsWith("'Epochs' is not a parameter of this notebook; there are: bool quick = true, int epochs = 5, int batch = 16, ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_without_parameters_says_how_to_have_some()
    {
        var notebook = new Notebook([new Cell(CellKind.Code, "int epochs = 5;")]);

        var exception = Assert.Throws<NotebookParameterException>(() => InjectParameters.Apply(notebook, new Dictionary<string, string> { ["epochs"] = "1" }));

        Assert.Equal("'epochs' cannot be set: no code cell is tagged 'parameters'; tag the cell that declares the parameters with their defaults", exception.Message);
    }

    private static Notebook Sample() => new(
    [
        new Cell(CellKind.Markdown, "text", "text"),
        new Cell(CellKind.Code, Declarations, "declared", new JsonObject { ["tags"] = new JsonArray("parameters") }),
        new Cell(CellKind.Code, "epochs", "after"),
    ]);
}
