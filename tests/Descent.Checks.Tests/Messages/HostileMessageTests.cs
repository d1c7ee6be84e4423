using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Checks.Tests.Messages;

/// <summary>A student's code may send anything: it is read as a message, or refused with <see cref="FormatException"/>, and nothing else happens.</summary>
public sealed class HostileMessageTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly string[] Tokens =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-1", "1e999", "0.5", "\"numbers\":", "\"shape\":[2147483647,2147483647]", "\"text\":", "\"observed\":", "\"kept\":", "\"name\":", "\u0000", "\ud800", "é", "A==", "//"];

    private static readonly string[] Names =
        ["observed", "kept", "provided", "name", "kind", "points", "tolerance", "bound", "pointsFrom", "expected", "expectedKept", "hidden", "hint", "causes", "wrong", "meaning", "shape", "numbers", "text", "texts", "truth", "fault", "message", "place", "nothing"];

    [Fact]
    public void Messages_with_some_characters_changed() =>
        Prop.ForAll(Arb.From(from message in Any.Message from seed in Gen.Choose(0, int.MaxValue) select Mutated(HarnessJson.Write(message), new Random(seed))), IsReadOrRefused).Check(Many);

    [Fact]
    public void Messages_with_some_values_changed() =>
        Prop.ForAll(Arb.From(from message in Any.Message from other in AnyJson(2) from seed in Gen.Choose(0, int.MaxValue) select Replaced(HarnessJson.Write(message), other, new Random(seed))), IsReadOrRefused).Check(Many);

    [Fact]
    public void Any_JSON_of_the_right_names() => Prop.ForAll(Arb.From(AnyJson(4).Select(json => json?.ToJsonString() ?? "null")), IsReadOrRefused).Check(Many);

    [Fact]
    public void Any_text() => Prop.ForAll<string>(text => IsReadOrRefused(text ?? "")).Check(Many);

    [Fact]
    public void Any_sequence_of_tokens() => Prop.ForAll(Arb.From(Gen.Elements(Tokens).ListOf().Select(string.Concat)), IsReadOrRefused).Check(Many);

    private static void IsReadOrRefused(string text)
    {
        HarnessMessage message;
        try
        {
            message = HarnessJson.Read(text);
        }
        catch (FormatException)
        {
            return;
        }
        // What was read can be written again, shown and judged.
        Assert.NotNull(HarnessJson.Read(HarnessJson.Write(message)));
        if (message is ObservedMessage { Observation: var seen })
        {
            Assert.NotNull(seen.Yours.ToString());
            var expected = Numbers.Of([1, 2]);
            Assert.NotNull(Judge.Of(seen.Expectation with { Kind = CheckKind.Close, Expected = expected }, expected, seen.Yours).Finding);
        }
    }

    private static string Mutated(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (at, length) = (random.Next(text.Length + 1), random.Next(6));
            var rest = text[Math.Min(text.Length, at + length)..];
            var piece = text[at..Math.Min(text.Length, at + length)];
            text = text[..at] + random.Next(5) switch
            {
                0 => rest,
                1 => piece + piece + rest,
                2 => Tokens[random.Next(Tokens.Length)] + rest,
                3 => (char)random.Next(0x20, 0x7f) + rest,
                _ => new string([.. piece.Reverse()]) + rest,
            };
        }
        return text;
    }

    private static string Replaced(string text, JsonNode? other, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var node = root;
        while (node is JsonObject or JsonArray && Children(node) is { Count: > 0 } children)
        {
            var key = children[random.Next(children.Count)];
            var child = node is JsonObject json ? json[(string)key] : node[(int)key];
            if (child is JsonObject or JsonArray && random.Next(3) > 0)
            {
                node = child;
                continue;
            }
            if (node is JsonObject parent)
                parent[(string)key] = other?.DeepClone();
            else
                node[(int)key] = other?.DeepClone();
            break;
        }
        return root.ToJsonString();
    }

    private static List<object> Children(JsonNode node) =>
        node is JsonObject json ? [.. json.Select(pair => (object)pair.Key)] : [.. Enumerable.Range(0, node.AsArray().Count).Select(i => (object)i)];

    private static Gen<JsonNode?> AnyJson(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Constant((JsonNode?)null),
            Gen.Elements(true, false).Select(value => (JsonNode?)value),
            Gen.Elements<JsonNode?>(-1, 0, 1, 2, 0.5, 1e300, long.MaxValue).Select(value => value?.DeepClone()),
            Gen.Elements("", "x", "Close", "NaN", "AAAAAAAA+D8=", "AAAAAAAA", "é").Select(value => (JsonNode?)value));
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                AnyJson(depth - 1).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                (from names in Gen.Shuffle(Names) from count in Gen.Choose(0, 7) from values in AnyJson(depth - 1).ListOf(count) select names.Take(count).Zip(values))
                    .Select(pairs => (JsonNode?)new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.First, pair.Second?.DeepClone())))));
    }
}
