using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Notebooks.Tests.Documents;

/// <summary>Notebooks to try things on: files as Jupyter writes them, and random ones.</summary>
internal static class Corpus
{
    private static readonly string[] Pieces =
        ["", "a", "\n", "\r\n", "\r", "\t", "\"", "\\", "é", "∂", "😀", "\u2028", "\u0085", "\f", "\u001b", "\u0001", "#!csharp", "#!x", "var x = 1;", " ", "</script>"];

    public static string Directory => Path.Combine(AppContext.BaseDirectory, "Documents", "Corpus");

    public static TheoryData<string> Names => new(System.IO.Directory.GetFiles(Directory, "*.ipynb").Select(file => Path.GetFileName(file)).Order());

    public static string Text(string name) => File.ReadAllText(Path.Combine(Directory, name));

    public static Arbitrary<Notebook> Notebooks { get; } = Arb.From(
        from cells in AnyCell.ListOf()
        from minor in Gen.Choose(0, 5)
        from metadata in AnyObject
        from extra in AnyObject
        select new Notebook(cells, metadata) { NbFormatMinor = minor, Extra = extra });

    private static Gen<string> AnyText => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static Gen<JsonNode?> AnyNode(int depth) => depth == 0
        ? AnyScalar
        : Gen.OneOf(
            AnyScalar,
            AnyNode(depth - 1).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items])),
            AnyObjectOf(depth - 1).Select(json => (JsonNode?)json));

    private static Gen<JsonNode?> AnyScalar => Gen.OneOf(
        AnyText.Select(text => (JsonNode?)JsonValue.Create(text)),
        ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)JsonValue.Create(number)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (JsonNode?)JsonValue.Create(number.Get)),
        Gen.Elements<JsonNode?>(null, null),
        Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)));

    // Names that nbformat does not use, so that they are kept and not interpreted.
    private static Gen<JsonObject> AnyObjectOf(int depth) =>
        from count in Gen.Choose(0, 3)
        from values in AnyNode(depth).ListOf(count)
        select new JsonObject(values.Select((value, i) => KeyValuePair.Create<string, JsonNode?>($"x{i} é", value)));

    private static Gen<JsonObject> AnyObject => AnyObjectOf(2);

    private static Gen<JsonObject> AnyBundle =>
        from text in AnyText
        from json in AnyNode(2)
        select new JsonObject { ["text/plain"] = text, ["image/png"] = text, ["application/vnd.x+json"] = json };

    private static Gen<Output> AnyOutput => Gen.OneOf(
        from text in AnyText from extra in AnyObject select (Output)new StreamOutput("stdout", text) { Extra = extra },
        from data in AnyBundle from metadata in AnyObject select (Output)new DisplayOutput(data, metadata),
        from data in AnyBundle from metadata in AnyObject select (Output)new ResultOutput(data, metadata, 3),
        from text in AnyText from lines in AnyText.ListOf() select (Output)new ErrorOutput(text, text, [.. lines]),
        from extra in AnyObject select (Output)new UnknownOutput(Typed(extra)));

    private static Gen<Cell> AnyCell =>
        from kind in Gen.Elements(CellKind.Code, CellKind.Markdown, CellKind.Raw)
        from source in AnyText
        from id in Gen.Elements("", "a", "b", "c-1", "not valid!")
        from metadata in AnyObject
        from extra in AnyObject
        from outputs in AnyOutput.ListOf()
        select Filled(new Cell(kind, source, id, metadata) { Extra = extra }, outputs);

    private static JsonObject Typed(JsonObject json)
    {
        json["output_type"] = "of_the_future";
        return json;
    }

    private static Cell Filled(Cell cell, IEnumerable<Output> outputs)
    {
        if (cell.Kind == CellKind.Code)
            cell.Outputs.AddRange(outputs);
        else
            cell.Attachments = [];
        return cell;
    }
}
