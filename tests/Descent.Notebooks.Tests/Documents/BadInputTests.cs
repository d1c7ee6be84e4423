using System.Text;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Tests.Documents;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "bad.ipynb: line 1, byte 1: not JSON: the file is empty")]
    [InlineData("{", "bad.ipynb: line 1, byte 2: not JSON: ")]
    [InlineData("{\n \"cells\": [\n oops", "bad.ipynb: line 3, byte 2: not JSON: ")]
    [InlineData("{} {}", "bad.ipynb: line 1, byte 4: not JSON: ")]
    [InlineData("[]", "bad.ipynb: the file holds a list; a notebook is an object with \"cells\"")]
    [InlineData("null", "bad.ipynb: the file holds null; a notebook is an object with \"cells\"")]
    [InlineData("{\"a\": \"\\ud800\", \"nbformat\": 4}", "bad.ipynb: line 1: a string is not valid Unicode; save the file as UTF-8")]
    [InlineData("{\"cells\": []}", "bad.ipynb: \"nbformat\" is missing; a notebook says \"nbformat\": 4")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "bad.ipynb: nbformat 3 (before 2015) is not read; convert it with 'jupyter nbconvert --to notebook FILE'")]
    [InlineData("{\"nbformat\": 5, \"cells\": []}", "bad.ipynb: nbformat 5 is not known; 4.0 to 4.5 are read")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "bad.ipynb: \"nbformat\" is a string; it must be a whole number")]
    [InlineData("{\"nbformat\": 1e999, \"cells\": []}", "bad.ipynb: \"nbformat\" is 1e999; it must be a whole number")]
    [InlineData("{\"nbformat\": 4, \"nbformat_minor\": -1, \"cells\": []}", "bad.ipynb: \"nbformat_minor\" is -1; it counts from 0")]
    [InlineData("{\"nbformat\": 4}", "bad.ipynb: \"cells\" is missing; a notebook has a list of cells, if only []")]
    [InlineData("{\"nbformat\": 4, \"cells\": {}}", "bad.ipynb: \"cells\" is an object; it must be a list")]
    [InlineData("{\"nbformat\": 4, \"metadata\": [], \"cells\": []}", "bad.ipynb: \"metadata\" is a list; it must be an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [7]}", "bad.ipynb: cell 1: it is a number; a cell is an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"source\": \"\"}]}", "bad.ipynb: cell 1: \"cell_type\" is missing; code, markdown and raw are known")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\", \"source\": \"\"}]}", "bad.ipynb: cell 1: \"cell_type\" is \"heading\"; code, markdown and raw are known")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": 3}]}", "bad.ipynb: cell 1: \"source\" is 3; it must be a string or a list of strings")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": [\"a\", 3]}]}", "bad.ipynb: cell 1: \"source\" is a list with something other than strings in it; it must be a string or a list of strings")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\"}]}", "bad.ipynb: cell 1: \"source\" is missing; an empty cell has \"source\": []")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": \"\", \"id\": 1}]}", "bad.ipynb: cell 1: \"id\" is 1; it must be a string")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": {}}]}", "bad.ipynb: cell 1: \"outputs\" is an object; it must be a list")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"execution_count\": 1.5}]}", "bad.ipynb: cell 1: \"execution_count\" is 1.5; it must be a whole number")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{}]}]}", "bad.ipynb: cell 1, output 1: \"output_type\" is missing; stream, display_data, execute_result and error are known")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{\"output_type\": \"error\", \"traceback\": [1]}]}]}", "bad.ipynb: cell 1, output 1: \"traceback\" is a list; it must be a list of strings")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{\"output_type\": \"display_data\", \"data\": []}]}]}", "bad.ipynb: cell 1, output 1: \"data\" is a list; it must be an object")]
    public void The_message_says_where_and_what(string text, string message)
    {
        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse(text, ".ipynb", "bad.ipynb"));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal("bad.ipynb", exception.Path);
    }

    [Theory]
    [InlineData("notes.txt", "notes.txt: '.txt' is not a notebook's extension; .ipynb and .dib are")]
    [InlineData("notes", "notes: '' is not a notebook's extension; .ipynb and .dib are")]
    public void Another_extension_is_refused_before_the_file_is_opened(string path, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookFormatException>(() => NotebookFile.Read(path)).Message);

    [Fact]
    public void A_file_that_is_not_there_is_not_a_format_error() =>
        Assert.Throws<FileNotFoundException>(() => NotebookFile.Read("not-there.ipynb"));

    [Fact]
    public void Very_deep_nesting_is_refused()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var text = "{\"nbformat\":4,\"cells\":[],\"metadata\":{\"x\":" + deep + "}}";

        var exception = Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse(text, ".ipynb"));

        Assert.Contains("depth", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_property_that_is_there_twice_the_last_counts()
    {
        var notebook = NotebookFile.Parse("""{"nbformat":3,"cells":7,"cells":[],"nbformat":4}""", ".ipynb");

        Assert.Empty(notebook.Cells);
    }

    [Fact]
    public void Two_thousand_damaged_notebooks_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(20261121);
        var originals = Directory.GetFiles(Corpus.Directory, "*.ipynb").Order().Select(File.ReadAllBytes).ToArray();
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var original = originals[random.Next(originals.Length)];
            var damaged = (i % 4) switch
            {
                0 => FlipBytes(original, random),
                1 => original[..random.Next(original.Length)],
                2 => CutOut(original, random),
                _ => ReplaceNode(original, random),
            };
            try
            {
                var notebook = NotebookFile.Parse(damaged, ".ipynb");
                var text = NotebookFile.ToJson(notebook);
                Assert.Equal(text, NotebookFile.ToJson(NotebookFile.Parse(text, ".ipynb")));
                _ = notebook.Language;
                Assert.All(notebook.Cells, cell => Assert.True(CellIds.IsValid(cell.Id) && cell.Tags.Count >= 0 && cell.Language != ""));
                var dib = notebook.Copy();
                dib.Cells.RemoveAll(cell => cell.Kind != CellKind.Code);
                NotebookFile.Parse(NotebookFile.ToText(dib, ".dib"), ".dib");
            }
            catch (NotebookFormatException exception)
            {
                Assert.NotEmpty(exception.Problem);
                refused++;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {2000 - refused} read");
        Assert.InRange(refused, 500, 1900);
    }

    private static byte[] FlipBytes(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var n = random.Next(1, 5); n > 0; n--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] CutOut(byte[] original, Random random)
    {
        var start = random.Next(original.Length);
        var end = Math.Min(original.Length, start + random.Next(1, 60));
        return [.. original[..start], .. original[end..]];
    }

    private static byte[] ReplaceNode(byte[] original, Random random)
    {
        var root = JsonNode.Parse(original)!;
        var places = new List<(JsonNode Parent, object Key)>();
        Visit(root);
        var (parent, key) = places[random.Next(places.Count)];
        JsonNode? other = random.Next(8) switch
        {
            0 => null,
            1 => 17,
            2 => "text",
            3 => new JsonArray(),
            4 => new JsonObject(),
            5 => new JsonArray(1, null, "x"),
            6 => true,
            _ => -1.5e300,
        };
        if (key is string name)
            parent[name] = other;
        else
            parent[(int)key] = other;
        return Encoding.UTF8.GetBytes(root.ToJsonString());

        void Visit(JsonNode? node)
        {
            var children = node switch
            {
                JsonObject json => json.Select(property => ((object)property.Key, property.Value)),
                JsonArray items => items.Select((item, i) => ((object)i, item)),
                _ => [],
            };
            foreach (var (childKey, child) in children)
            {
                places.Add((node!, childKey));
                Visit(child);
            }
        }
    }
}
