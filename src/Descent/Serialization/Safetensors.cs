using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Descent.Backends.Cpu;

namespace Descent;

/// <summary>
/// Reads and writes <c>.safetensors</c> files, which PyTorch and others read and write too: an 8-byte length, a JSON header
/// that gives each tensor's name, type, shape and place, then the numbers, little-endian and row-major.
/// </summary>
/// <remarks>
/// Float32 and Float64 are read and written as they are. When reading, F16, BF16, BOOL and integers up to 16 bits become
/// Float32, integers of 32 and 64 bits Float64, where all their values are exact.
/// </remarks>
public static class Safetensors
{
    private const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit on the header.</summary>
    private const long LongestHeader = 100_000_000;

    /// <summary>Writes tensors to a file, which is replaced in one step or, when anything fails, left as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors.</param>
    /// <param name="metadata">Texts to keep with them.</param>
    /// <exception cref="ArgumentException">A name that the format keeps for itself, <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.ContainsKey(MetadataKey))
            throw new ArgumentException($"Safetensors.Save: no tensor can be called '{MetadataKey}'.", nameof(tensors));

        // Wide types first and then by name, as the format's own library does: all numbers are aligned, the same tensors
        // give the same bytes.
        var ordered = tensors.OrderByDescending(pair => pair.Value.DType).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var header = Header(ordered, metadata);
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var part = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.part");
        try
        {
            using (var file = File.Create(part))
            {
                Span<byte> length = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                file.Write(length);
                file.Write(header);
                foreach (var (_, tensor) in ordered)
                {
                    if (tensor.DType == DType.Float64)
                        Write<double>(file, tensor);
                    else
                        Write<float>(file, tensor);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Names and tensors.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not such a file, truncated, or with a header that lies about the data.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path) => Load(path, out _);

    /// <summary>Reads all tensors of a file, and its metadata.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">The texts kept with the tensors; none when the file has none.</param>
    /// <returns>Names and tensors.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not such a file, truncated, or with a header that lies about the data.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path, out IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        using var file = File.OpenRead(path);
        var entries = ReadHeader(file, name, out metadata);
        var start = file.Position;
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in entries)
        {
            // The offsets were checked against the file's length, so this takes no more memory than there are data.
            file.Position = start + entry.Begin;
            tensors.Add(entry.Name, entry.DType switch
            {
                "F32" => Read<float>(file, entry),
                "F64" => Read<double>(file, entry),
                _ => Convert(file, entry, name),
            });
        }

        return tensors;
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var (name, tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.DType == DType.Float64 ? "F64" : "F32");
                json.WriteStartArray("shape");
                for (var axis = 0; axis < tensor.Rank; axis++)
                    json.WriteNumberValue(tensor.Shape[axis]);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)tensor.Length * (tensor.DType == DType.Float64 ? 8 : 4));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8, which the format allows: the numbers that follow are aligned.
        while (stream.Length % 8 != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static void Write<T>(FileStream file, Tensor tensor)
        where T : unmanaged
    {
        Span<T> values = tensor.Device == Device.Cpu ? tensor.Span<T>() : tensor.ToArray<T>();
        if (BitConverter.IsLittleEndian)
        {
            file.Write(MemoryMarshal.AsBytes(values));
            GC.KeepAlive(tensor);
            return;
        }

        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        Reverse(bytes, Unsafe.SizeOf<T>());
        file.Write(bytes);
        GC.KeepAlive(tensor);
    }

    private static List<Entry> ReadHeader(FileStream file, string name, out IReadOnlyDictionary<string, string> metadata)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw new InvalidDataException($"{name}: {file.Length} bytes are fewer than the 8 that every safetensors file begins with.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(file.Length - 8) || length > LongestHeader || length < 2)
            throw new InvalidDataException($"{name}: claims a header of {length} bytes; the file has {file.Length - 8} after the length, and a header 2 to {LongestHeader}. Truncated, or not a safetensors file.");
        var header = new byte[length];
        file.ReadExactly(header);
        if (header[0] != '{')
            throw new InvalidDataException($"{name}: the header begins with byte 0x{header[0]:X2}, expected '{{'.");

        try
        {
            // Duplicate names are refused by the parser, with the place.
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            var entries = Entries(json.RootElement, name, out metadata);
            CheckPlaces(entries, file.Length - file.Position, name);
            return entries;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second is what the parser throws for half a surrogate pair in a name.
            throw new InvalidDataException($"{name}: the header is not valid JSON: {fault.Message}", fault);
        }
    }

    private static List<Entry> Entries(JsonElement root, string name, out IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new List<Entry>();
        var texts = new Dictionary<string, string>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{name}: '{property.Name}' in the header is no object.");
            if (property.Name != MetadataKey)
            {
                entries.Add(ReadEntry(property, name));
                continue;
            }

            foreach (var text in property.Value.EnumerateObject())
            {
                texts[text.Name] = text.Value.ValueKind == JsonValueKind.String
                    ? text.Value.GetString()!
                    : throw new InvalidDataException($"{name}: the metadata '{text.Name}' are no text.");
            }
        }

        metadata = texts;
        return entries;
    }

    private static Entry ReadEntry(JsonProperty property, string name)
    {
        var tensor = $"{name}: tensor '{property.Name}'";
        var value = property.Value;
        if (!value.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String)
            throw new InvalidDataException($"{tensor} has no dtype.");
        var dtype = type.GetString()!;
        var size = dtype switch
        {
            "F64" or "I64" or "U64" => 8,
            "F32" or "I32" or "U32" => 4,
            "F16" or "BF16" or "I16" or "U16" => 2,
            "I8" or "U8" or "BOOL" => 1,
            _ => throw new InvalidDataException($"{tensor} has dtype {dtype}; expected F64, F32, F16, BF16, BOOL, or I or U with 8, 16, 32 or 64."),
        };

        var sizes = Numbers(value, "shape", tensor);
        if (sizes.Length > Shape.MostAxes)
            throw new InvalidDataException($"{tensor} has {sizes.Length} axes; expected at most {Shape.MostAxes}.");
        var elements = 1L;
        foreach (var axis in sizes)
        {
            if (axis > int.MaxValue || (elements *= axis) > Array.MaxLength)
                throw new InvalidDataException($"{tensor} has shape ({string.Join(", ", sizes)}), more than a tensor can hold.");
        }

        if (Numbers(value, "data_offsets", tensor) is not [var begin, var end] || begin > end)
            throw new InvalidDataException($"{tensor} has no data_offsets [begin, end] with begin <= end.");
        if (end - begin != elements * size)
            throw new InvalidDataException($"{tensor}: shape ({string.Join(", ", sizes)}) of {dtype} takes {elements * size} bytes, its offsets {begin}..{end} give {end - begin}.");
        if (end - begin > Array.MaxLength)
            throw new InvalidDataException($"{tensor}: {end - begin} bytes are more than 2 GiB, which cannot be read.");
        return new(property.Name, dtype, Array.ConvertAll(sizes, axis => (int)axis), begin, end);
    }

    private static long[] Numbers(JsonElement element, string property, string tensor)
    {
        if (!element.TryGetProperty(property, out var array) || array.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"{tensor} has no {property}.");
        var numbers = new List<long>();
        foreach (var item in array.EnumerateArray())
        {
            numbers.Add(item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw new InvalidDataException($"{tensor}: {item.GetRawText()} in {property} is no whole number from 0."));
        }

        return [.. numbers];
    }

    /// <summary>The tensors must fill the data exactly, one after another: no overlap, no gap, nothing beyond the end.</summary>
    private static void CheckPlaces(List<Entry> entries, long available, string name)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.End > available)
                throw new InvalidDataException($"{name}: tensor '{entry.Name}' ends at byte {entry.End} of the data, the file has {available}. Truncated?");
            if (entry.Begin != end)
                throw new InvalidDataException($"{name}: tensor '{entry.Name}' begins at byte {entry.Begin} of the data, {(entry.Begin < end ? "inside the one before it, which ends at" : "leaving a gap after")} {end}.");
            end = entry.End;
        }

        if (end != available)
            throw new InvalidDataException($"{name}: the tensors end at byte {end} of the data, the file has {available}.");
    }

    private static Tensor Read<T>(FileStream file, Entry entry)
        where T : unmanaged
    {
        var tensor = Tensor.Empty(entry.Shape, typeof(T) == typeof(double) ? DType.Float64 : DType.Float32, Device.Cpu);
        var bytes = MemoryMarshal.AsBytes(tensor.Span<T>());
        file.ReadExactly(bytes);
        if (!BitConverter.IsLittleEndian)
            Reverse(bytes, Unsafe.SizeOf<T>());
        return tensor;
    }

    private static Tensor Convert(FileStream file, Entry entry, string name)
    {
        var bytes = new byte[entry.End - entry.Begin];
        file.ReadExactly(bytes);
        return entry.DType switch
        {
            "F16" => Single<Half>(value => (float)value),
            "BF16" => Single<ushort>(value => BitConverter.UInt32BitsToSingle((uint)value << 16)),
            "I16" => Single<short>(value => value),
            "U16" => Single<ushort>(value => value),
            "I8" => Single<sbyte>(value => value),
            "U8" => Single<byte>(value => value),
            "BOOL" => Single<byte>(value => value != 0 ? 1 : 0),
            "I32" => Double<int>(value => value),
            "U32" => Double<uint>(value => value),
            "I64" => Double<long>(value => (long)(double)value == value && value != long.MaxValue ? value : throw Inexact(value)),
            _ => Double<ulong>(value => (ulong)(double)value == value && value != ulong.MaxValue ? value : throw Inexact(value)),
        };

        Tensor Single<T>(Func<T, float> convert)
            where T : unmanaged => Tensor.From(Array.ConvertAll(Values<T>(), value => convert(value)), entry.Shape);

        Tensor Double<T>(Func<T, double> convert)
            where T : unmanaged => Tensor.From(Array.ConvertAll(Values<T>(), value => convert(value)), entry.Shape);

        T[] Values<T>()
            where T : unmanaged
        {
            if (!BitConverter.IsLittleEndian)
                Reverse(bytes, Unsafe.SizeOf<T>());
            return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        }

        InvalidDataException Inexact(object value) =>
            new($"{name}: tensor '{entry.Name}' holds {value}, which no Float64 is equal to.");
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        for (var i = 0; i < bytes.Length; i += size)
            bytes.Slice(i, size).Reverse();
    }

    private sealed record Entry(string Name, string DType, int[] Shape, long Begin, long End);
}
