using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Descent.Checks;

/// <summary>Messages and values as JSON. Reading believes nothing: whatever is not exactly as written here is refused.</summary>
internal static class HarnessJson
{
    private const int MaximumName = 200;
    private const int MaximumRank = 8;

    public static string Write(HarnessMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            switch (message)
            {
                case ObservedMessage { Observation: var observation }:
                    WriteValue(json, "observed", observation.Yours);
                    WriteExpectation(json, observation.Expectation);
                    break;
                case GivenMessage given:
                    json.WriteString("name", given.Name);
                    WriteValue(json, given.IsKept ? "kept" : "provided", given.Value);
                    break;
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">It is not one; the message says why not.</exception>
    public static HarnessMessage Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.TryGetProperty("observed", out var yours))
                return new ObservedMessage(new Observation(ReadExpectation(root), ReadValue(yours)));
            if (root.TryGetProperty("kept", out var kept))
                return new GivenMessage(Name(root), ReadValue(kept), IsKept: true);
            if (root.TryGetProperty("provided", out var provided))
                return new GivenMessage(Name(root), ReadValue(provided), IsKept: false);
            throw new FormatException("neither an observation nor a value");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    public static string WriteValue(CheckValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            WriteValue(json, null, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static CheckValue ReadValue(string text)
    {
        using var document = JsonDocument.Parse(text);
        return ReadValue(document.RootElement);
    }

    private static void WriteExpectation(Utf8JsonWriter json, Expectation expectation)
    {
        json.WriteString("name", expectation.Name);
        json.WriteString("kind", expectation.Kind.ToString());
        WriteNumber(json, "points", expectation.Points);
        WriteNumber(json, "tolerance", expectation.Tolerance);
        WriteNumber(json, "bound", expectation.Bound);
        if (expectation.PointsFrom is { } from)
            WriteNumber(json, "pointsFrom", from);
        if (expectation.Expected is { } expected)
            WriteValue(json, "expected", expected);
        if (expectation.Kept is { } kept)
            json.WriteString("expectedKept", kept);
        if (expectation.IsHidden)
            json.WriteBoolean("hidden", true);
        if (expectation.Hint is { } hint)
            json.WriteString("hint", hint);
        if (expectation.Causes.Count == 0)
            return;
        json.WriteStartArray("causes");
        foreach (var cause in expectation.Causes)
        {
            json.WriteStartObject();
            WriteValue(json, "wrong", cause.Wrong);
            json.WriteString("meaning", cause.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Expectation ReadExpectation(JsonElement json) =>
        new(Name(json), Enum.TryParse<CheckKind>(Property(json, "kind").GetString(), out var kind) && Enum.IsDefined(kind) ? kind : throw new FormatException("no such kind of check"), Number(json, "points"))
        {
            Tolerance = Number(json, "tolerance"),
            Bound = Number(json, "bound"),
            PointsFrom = json.TryGetProperty("pointsFrom", out _) ? Number(json, "pointsFrom") : null,
            Expected = json.TryGetProperty("expected", out var expected) ? ReadValue(expected) : null,
            Kept = json.TryGetProperty("expectedKept", out var kept) ? kept.GetString() : null,
            IsHidden = json.TryGetProperty("hidden", out var hidden) && hidden.GetBoolean(),
            Hint = json.TryGetProperty("hint", out var hint) ? hint.GetString() : null,
            Causes = json.TryGetProperty("causes", out var causes)
                ? [.. causes.EnumerateArray().Select(cause => new Cause(ReadValue(Property(cause, "wrong")), Property(cause, "meaning").GetString()!))]
                : [],
        };

    private static void WriteValue(Utf8JsonWriter json, string? name, CheckValue value)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        switch (value)
        {
            case Numbers numbers:
                json.WriteStartArray("shape");
                foreach (var size in numbers.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                // Base64 of the bits: exact, NaN and infinities included, and short.
                json.WriteBase64String("numbers", MemoryMarshal.AsBytes(numbers.Data.AsSpan()));
                break;
            case Text text:
                json.WriteString("text", text.Value);
                break;
            case Texts texts:
                json.WriteStartArray("texts");
                foreach (var text in texts.Values)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case Truth truth:
                json.WriteBoolean("truth", truth.Value);
                break;
            case Fault fault:
                json.WriteString("fault", fault.Type);
                json.WriteString("message", fault.Message);
                if (fault.Place is { } place)
                    json.WriteString("place", place);
                break;
            default:
                json.WriteNull("nothing");
                break;
        }
        json.WriteEndObject();
    }

    private static CheckValue ReadValue(JsonElement json)
    {
        if (json.TryGetProperty("numbers", out var numbers))
        {
            var bytes = numbers.GetBytesFromBase64();
            if (bytes.Length % sizeof(double) != 0 || bytes.Length / sizeof(double) > CheckValues.MaximumLength)
                throw new FormatException("not so many numbers");
            int[] shape = [.. Property(json, "shape").EnumerateArray().Take(MaximumRank + 1).Select(size => size.GetInt32())];
            return shape.Length <= MaximumRank ? new Numbers(shape, MemoryMarshal.Cast<byte, double>(bytes).ToArray()) : throw new FormatException("too many axes");
        }
        if (json.TryGetProperty("text", out var text))
            return new Text(text.GetString() ?? throw new FormatException("text is null"));
        if (json.TryGetProperty("texts", out var texts))
            return new Texts([.. texts.EnumerateArray().Select(item => item.GetString() ?? throw new FormatException("text is null"))]);
        if (json.TryGetProperty("truth", out var truth))
            return new Truth(truth.GetBoolean());
        if (json.TryGetProperty("fault", out var fault))
        {
            return new Fault(
                fault.GetString() ?? throw new FormatException("fault is null"),
                Property(json, "message").GetString() ?? "",
                json.TryGetProperty("place", out var place) ? place.GetString() : null);
        }
        return json.TryGetProperty("nothing", out _) ? new Nothing() : throw new FormatException("not a value");
    }

    private static string Name(JsonElement json) =>
        Property(json, "name").GetString() is { Length: > 0 and <= MaximumName } name ? name : throw new FormatException("not a name");

    private static JsonElement Property(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"'{name}' is missing");

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString("R"));
    }

    private static double Number(JsonElement json, string name)
    {
        var value = Property(json, name);
        return value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), out var special) ? special : value.GetDouble();
    }
}
