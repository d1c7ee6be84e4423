using System.Text;
using System.Text.Json.Nodes;

namespace Descent.Coursework.Tests.Submissions;

/// <summary>Does to notebooks what disks, editors, merges and students do: the same for the same seed.</summary>
internal sealed class Damage(Random random)
{
    private static readonly string[] Splices = ["<<<<<<< HEAD\n", "=======\n", ">>>>>>> theirs\n", "\0", "\uFEFF", "{", "]", "\"", "\\ud800", "\\u0000", "NaN", "1e999", "\"outputs\": [", "\"nbgrader\": null,", "$\"{$\"{", "((((((((", "// cell: x\n"];

    /// <summary>A notebook's content, damaged.</summary>
    public byte[] Do(byte[] original)
    {
        var content = original;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            content = random.Next(12) switch
            {
                0 => FlipBytes(content),
                1 => content[..random.Next(content.Length + 1)],
                2 => CutOut(content),
                3 => Splice(content),
                4 or 5 => InTree(content, ReplaceNode),
                6 or 7 => InTree(content, ShuffleCells),
                8 => InTree(content, DeepNesting),
                9 or 10 => InTree(content, ChangeSource),
                _ => InTree(content, ChangeMetadata),
            };
        }
        return content;
    }

    private byte[] FlipBytes(byte[] content)
    {
        var bytes = (byte[])content.Clone();
        for (var n = random.Next(1, 6); n > 0 && bytes.Length > 0; n--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] CutOut(byte[] content)
    {
        var start = random.Next(content.Length + 1);
        var end = Math.Min(content.Length, start + random.Next(1, 400));
        return [.. content[..start], .. content[end..]];
    }

    private byte[] Splice(byte[] content)
    {
        var at = random.Next(content.Length + 1);
        byte[] piece = random.Next(3) switch
        {
            0 => content[at..Math.Min(content.Length, at + random.Next(200))],
            1 => RandomBytes(random.Next(1, 40)),
            _ => Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]),
        };
        return [.. content[..at], .. piece, .. content[at..]];
    }

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Damages the tree, where there is still one.</summary>
    private static byte[] InTree(byte[] content, Action<JsonObject> damage)
    {
        try
        {
            if (JsonNode.Parse(content) is not JsonObject root)
                return content;
            damage(root);
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return content;
        }
    }

    private void ReplaceNode(JsonObject root)
    {
        var places = new List<(JsonNode Parent, object Key)>();
        Visit(root);
        for (var n = random.Next(1, 5); n > 0 && places.Count > 0; n--)
        {
            var (parent, key) = places[random.Next(places.Count)];
            if (key is string name)
                ((JsonObject)parent)[name] = OtherNode();
            else
                ((JsonArray)parent)[(int)key] = OtherNode();
        }

        void Visit(JsonNode? node)
        {
            var children = node switch
            {
                JsonObject json => json.Select(property => ((object)property.Key, property.Value)),
                JsonArray items => items.Select((item, i) => ((object)i, item)),
                _ => [],
            };
            foreach (var (key, child) in children.ToList())
            {
                places.Add((node!, key));
                Visit(child);
            }
        }
    }

    private JsonNode? OtherNode() => random.Next(9) switch
    {
        0 => null,
        1 => 17,
        2 => "text",
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => new JsonArray(1, null, "x", new JsonArray()),
        6 => true,
        7 => -1.5e300,
        _ => new JsonObject { ["nbgrader"] = new JsonArray(), ["grade_id"] = 3 },
    };

    private void ShuffleCells(JsonObject root)
    {
        if (root["cells"] is not JsonArray cells)
            return;
        var shuffled = cells.Select(cell => cell?.DeepClone()).ToArray();
        random.Shuffle(shuffled);
        var copies = shuffled.Where(_ => random.Next(4) == 0).Select(cell => cell?.DeepClone()).ToList();
        root["cells"] = new JsonArray([.. shuffled.Where(_ => random.Next(10) > 0), .. copies]);
    }

    private void DeepNesting(JsonObject root)
    {
        JsonNode deep = new JsonArray();
        for (var depth = random.Next(20, 400); depth > 0; depth--)
            deep = depth % 2 == 0 ? new JsonArray(deep) : new JsonObject { ["x"] = deep };
        if (AnyCell(root) is { } cell && random.Next(2) == 0)
            cell[random.Next(2) == 0 ? "metadata" : "outputs"] = deep;
        else
            root[random.Next(2) == 0 ? "metadata" : "other"] = deep;
    }

    private void ChangeSource(JsonObject root)
    {
        if (AnyCell(root) is not { } cell)
            return;
        cell["source"] = random.Next(7) switch
        {
            0 => "",
            1 => new string('(', random.Next(500)),
            2 => string.Concat(Enumerable.Repeat("$\"{", random.Next(300))),
            3 => string.Join('+', Enumerable.Repeat("a", random.Next(3_000))),
            4 => string.Concat(Enumerable.Repeat("if (a) ", random.Next(2_000))),
            5 => Encoding.Latin1.GetString(RandomBytes(random.Next(300))),
            _ => "<<<<<<< HEAD\nint Twice(int x) => 2 * x;\n=======\nint Twice(int x) => x;\n>>>>>>> theirs\n",
        };
    }

    private void ChangeMetadata(JsonObject root)
    {
        if (AnyCell(root) is not { } cell)
            return;
        switch (random.Next(4))
        {
            case 0:
                cell.Remove("metadata");
                break;
            case 1:
                cell["cell_type"] = random.Next(3) switch { 0 => "markdown", 1 => "raw", _ => "heading" };
                break;
            case 2:
                cell["id"] = random.Next(2) == 0 ? "a b" : "same";
                break;
            default:
                root["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "Python", ["name"] = "python3" } };
                break;
        }
    }

    private JsonObject? AnyCell(JsonObject root) => root["cells"] is JsonArray { Count: > 0 } cells ? cells[random.Next(cells.Count)] as JsonObject : null;
}
