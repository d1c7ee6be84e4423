using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Descent.Checks;

/// <summary>Messages and values as JSON. Reading believes nothing: whatever is not exactly as written here is refused.</summary>
internal static class HarnessJson
{
    // What stands twice would be read in one way here and in another elsewhere.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

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
    public static HarnessMessage Read(string text) => Read<HarnessMessage>(text, root =>
        root.TryGetProperty("observed", out var yours) ? new ObservedMessage(new Observation(ReadExpectation(root), ReadValue(yours)))
        : root.TryGetProperty("kept", out var kept) ? new GivenMessage(Name(root, "name"), ReadValue(kept), IsKept: true)
        : root.TryGetProperty("provided", out var provided) ? new GivenMessage(Name(root, "name"), ReadValue(provided), IsKept: false)
        : throw new FormatException("neither an observation nor a value"));

    public static string WriteValue(CheckValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            WriteValue(json, null, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">It is not one; the message says why not.</exception>
    public static CheckValue ReadValue(string text) => Read(text, ReadValue);

    private static T Read<T>(string text, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(exception.Message, exception);
        }
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

    private static Expectation ReadExpectation(JsonElement json) => new(Name(json, "name"), Kind(json), Number(json, "points"))
    {
        Tolerance = Number(json, "tolerance"),
        Bound = Number(json, "bound"),
        PointsFrom = json.TryGetProperty("pointsFrom", out _) ? Number(json, "pointsFrom") : null,
        Expected = json.TryGetProperty("expected", out var expected) ? ReadValue(expected) : null,
        Kept = json.TryGetProperty("expectedKept", out _) ? Name(json, "expectedKept") : null,
        IsHidden = json.TryGetProperty("hidden", out var hidden) && hidden.GetBoolean(),
        Hint = json.TryGetProperty("hint", out var hint) ? String(hint) : null,
        Causes = json.TryGetProperty("causes", out var causes)
            ? [.. causes.EnumerateArray().Select(cause => new Cause(ReadValue(Property(cause, "wrong")), String(Property(cause, "meaning"))))]
            : [],
    };

    private static CheckKind Kind(JsonElement json)
    {
        var name = String(Property(json, "kind"));
        // Not TryParse, which takes numbers and lists too.
        return Enum.GetValues<CheckKind>().Cast<CheckKind?>().FirstOrDefault(kind => kind.ToString() == name) ?? throw new FormatException("no such kind of check");
    }

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
            int[] shape = [.. Property(json, "shape").EnumerateArray().Take(CheckValues.MaximumRank + 1).Select(size => size.GetInt32())];
            return shape.Length <= CheckValues.MaximumRank ? new Numbers(shape, MemoryMarshal.Cast<byte, double>(bytes).ToArray()) : throw new FormatException("too many axes");
        }
        if (json.TryGetProperty("text", out var text))
            return new Text(String(text, CheckValues.MaximumLength));
        if (json.TryGetProperty("texts", out var texts))
        {
            string[] values = [.. texts.EnumerateArray().Take(CheckValues.MaximumLength + 1).Select(item => String(item))];
            return values.Length <= CheckValues.MaximumLength && values.Sum(value => (long)value.Length) <= CheckValues.MaximumLength
                ? new Texts(values)
                : throw new FormatException("too many texts");
        }
        if (json.TryGetProperty("truth", out var truth))
            return new Truth(truth.GetBoolean());
        if (json.TryGetProperty("fault", out var fault))
        {
            return new Fault(
                String(fault),
                String(Property(json, "message"), Fault.MaximumMessage),
                json.TryGetProperty("place", out var place) ? String(place) : null);
        }
        return json.TryGetProperty("nothing", out var nothing) && nothing.ValueKind == JsonValueKind.Null ? new Nothing() : throw new FormatException("not a value");
    }

    private static string Name(JsonElement json, string name) =>
        Property(json, name).GetString() is { Length: > 0 and <= Harness.MaximumName } found ? found : throw new FormatException($"'{name}' is not a name");

    private static string String(JsonElement json, int maximum = int.MaxValue) =>
        json.GetString() is not { } text ? throw new FormatException("a text is null")
        : text.Length <= maximum ? text
        : throw new FormatException("a text is too long");

    private static JsonElement Property(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"'{name}' is missing");

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    private static double Number(JsonElement json, string name)
    {
        var value = Property(json, name);
        if (value.ValueKind != JsonValueKind.String)
            return value.GetDouble();
        return value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException($"'{name}' is not a number"),
        };
    }
}
