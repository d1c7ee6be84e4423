using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Descent.Charts.Rendering;

/// <summary>Writes <see cref="JsonMap"/>s, lists, matrices, numbers and text as JSON that may stand inside a script element.</summary>
internal static class JsonText
{
    // Letters of every script stay readable; <, >, &, ' and " are still escaped, so no text can close a script element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    // A grid is most of a figure's bytes, and a colour or a height on a screen has fewer than three digits.
    private const string GridFormat = "G6";

    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool b:
                writer.WriteBooleanValue(b);
                break;
            case string s:
                writer.WriteStringValue(s);
                break;
            case int i:
                writer.WriteNumberValue(i);
                break;
            case double d:
                Write(writer, d);
                break;
            case double[,] matrix:
                Write(writer, matrix);
                break;
            case JsonMap map:
                writer.WriteStartObject();
                foreach (var (name, entry) in map)
                {
                    if (entry is null)
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var entry in list)
                    Write(writer, entry);
                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"JSON: {value.GetType()} has no form here.");
        }
    }

    private static void Write(Utf8JsonWriter writer, double[,] matrix)
    {
        writer.WriteStartArray();
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            writer.WriteStartArray();
            for (var column = 0; column < matrix.GetLength(1); column++)
                Write(writer, matrix[row, column], GridFormat);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, double number, string format = "G8")
    {
        // JSON has no NaN or infinity; Plotly leaves a gap where it finds null.
        if (!double.IsFinite(number))
            writer.WriteNullValue();
        else if (Math.Abs(number) < 1e15 && number == Math.Floor(number))
            writer.WriteNumberValue((long)number);
        else
            writer.WriteRawValue(number.ToString(format, CultureInfo.InvariantCulture), skipInputValidation: true);
    }
}
