using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Tests.Serialization;

public sealed class SafetensorsTests
{
    [Fact]
    public void Tensors_and_metadata_come_back_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        float[] odd = [0f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 1f / 3];
        var tensors = new Dictionary<string, Tensor>
        {
            ["0.weight"] = Tensor.From(odd, 2, 3),
            ["0.bias"] = Tensor.From([Math.PI, -1e300]),
            ["ünï \"q\""] = Tensor.From([1f], 1, 1, 1),
        };
        Safetensors.Save(folder["m.safetensors"], tensors, new Dictionary<string, string> { ["made by"] = "Descent" });

        var loaded = Safetensors.Load(folder["m.safetensors"], out var metadata);
        Assert.Equal("Descent", metadata["made by"]);
        Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
        Assert.Equal(odd.Select(BitConverter.SingleToInt32Bits), loaded["0.weight"].ToArray<float>().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal("(2, 3)", loaded["0.weight"].Shape.ToString());
        Assert.Equal(DType.Float32, loaded["0.weight"].DType);
        Assert.Equal([Math.PI, -1e300], loaded["0.bias"].ToArray<double>());
        Assert.Equal(DType.Float64, loaded["0.bias"].DType);
        Assert.Equal("(1, 1, 1)", loaded["ünï \"q\""].Shape.ToString());
        Assert.Single(Directory.GetFiles(folder.Directory));
    }

    [Fact]
    public void Any_table_comes_back() => Prop.ForAll<float[]>(values =>
    {
        if (values.Length == 0)
            return;
        using var folder = new TemporaryFolder();
        Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["t"] = Tensor.From(values, 1, values.Length) });
        Assert.Equal(values, Safetensors.Load(folder["m"])["t"].ToArray<float>());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_tensors_give_the_same_bytes_in_any_order()
    {
        using var folder = new TemporaryFolder();
        var (a, b) = (Tensor.From([1f]), Tensor.From([2.0]));
        Safetensors.Save(folder["1"], new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });
        Safetensors.Save(folder["2"], new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a });
        var bytes = File.ReadAllBytes(folder["1"]);
        Assert.Equal(bytes, File.ReadAllBytes(folder["2"]));
        var header = Encoding.UTF8.GetString(bytes, 8, (int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.Equal("""{"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", header.TrimEnd(' '));
        Assert.Equal(0, header.Length % 8);
    }

    [Theory]
    [InlineData("F16", "003C00C0", new[] { 1.0, -2.0 }, DType.Float32)]
    [InlineData("BF16", "803F40C0", new[] { 1.0, -3.0 }, DType.Float32)]
    [InlineData("I8", "FF7F", new[] { -1.0, 127.0 }, DType.Float32)]
    [InlineData("U8", "FF00", new[] { 255.0, 0.0 }, DType.Float32)]
    [InlineData("BOOL", "0100", new[] { 1.0, 0.0 }, DType.Float32)]
    [InlineData("I16", "FFFF0080", new[] { -1.0, -32768.0 }, DType.Float32)]
    [InlineData("U16", "FFFF0080", new[] { 65535.0, 32768.0 }, DType.Float32)]
    [InlineData("I32", "FFFFFFFF00000080", new[] { -1.0, -2147483648.0 }, DType.Float64)]
    [InlineData("U32", "FFFFFFFF00000080", new[] { 4294967295.0, 2147483648.0 }, DType.Float64)]
    [InlineData("I64", "FFFFFFFFFFFFFFFF0200000000000000", new[] { -1.0, 2.0 }, DType.Float64)]
    [InlineData("U64", "03000000000000000200000000000000", new[] { 3.0, 2.0 }, DType.Float64)]
    public void Other_types_are_converted_exactly(string dtype, string hex, double[] values, DType expected)
    {
        var data = Convert.FromHexString(hex);
        var tensor = Load($$$"""{"t":{"dtype":"{{{dtype}}}","shape":[2],"data_offsets":[0,{{{data.Length}}}]}}""", data)["t"];
        Assert.Equal(values, tensor.ToArray<double>());
        Assert.Equal(expected, tensor.DType);
    }

    [Fact]
    public void A_whole_number_that_no_float_equals_is_refused() =>
        Assert.Contains("holds 9007199254740993", Fault("""{"t":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", BitConverter.GetBytes((1L << 53) + 1)));

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 8 bytes, its offsets 0..4 give 4")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "ends at byte 4 of the data, the file has 3")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "the tensors end at byte 4 of the data, the file has 5")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "begin <= end")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", 4, "no data_offsets")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "-4 in data_offsets")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "1.5 in shape")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "more than a tensor can hold")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}""", 4, "2 GiB")]
    [InlineData("""{"t":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "dtype F8_E4M3")]
    [InlineData("""{"t":{"shape":[1],"data_offsets":[0,4]}}""", 4, "no dtype")]
    [InlineData("""{"t":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "no shape")]
    [InlineData("""{"t":5}""", 0, "'t' in the header is no object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "inside the one before it")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "leaving a gap after 4")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "not valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "the metadata 'a' are no text")]
    [InlineData("""{"t":{"dtype":"F32",}""", 0, "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0,4294967296],"data_offsets":[0,0]}}""", 0, "more than a tensor can hold")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "65 axes")]
    [InlineData("[1, 2]  ", 0, "begins with byte 0x5B")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}""", 0, "not valid JSON")]
    public void A_header_that_lies_is_told(string header, int dataBytes, string message) =>
        Assert.Contains(message, Fault(header, new byte[dataBytes]));

    [Theory]
    [InlineData("")]
    [InlineData("0100")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D")]
    [InlineData("00000000000000807B7D")]
    [InlineData("03000000000000007B7D")]
    [InlineData("0000000000000000")]
    public void A_length_that_lies_takes_no_memory(string hex)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("f", Convert.FromHexString(hex));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.StartsWith("f: ", Assert.Throws<InvalidDataException>(() => Safetensors.Load(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["a"] = Tensor.From([1f, 2f]), ["b"] = Tensor.From([3.0]) });
        var bytes = File.ReadAllBytes(folder["m"]);
        for (var length = 0; length < bytes.Length; length++)
        {
            var path = folder.Write("cut", bytes[..length]);
            Assert.Throws<InvalidDataException>(() => Safetensors.Load(path));
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["a"] = Tensor.From([1f, 2f]), ["b"] = Tensor.From([3.0]) });
        var bytes = File.ReadAllBytes(folder["m"]);
        foreach (byte change in new byte[] { 1, 0x10, 0x80, 0xFF })
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= change;
                var fault = Record.Exception(() => Safetensors.Load(folder.Write("changed", bytes)));
                Assert.True(fault is null or InvalidDataException, $"byte {i} ^ {change}: {fault}");
                bytes[i] ^= change;
            }
        }
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["a"] = Tensor.From([1f]) });
        Assert.ThrowsAny<Exception>(() => Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["a"] = Tensor.From([2f]), ["b"] = null! }));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(folder["m"], new Dictionary<string, Tensor> { ["__metadata__"] = Tensor.From([2f]) }));
        Assert.Equal([1f], Safetensors.Load(folder["m"])["a"].ToArray<float>());
        Assert.Single(Directory.GetFiles(folder.Directory));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => Safetensors.Load("nowhere.safetensors")).Message);

    private static IReadOnlyDictionary<string, Tensor> Load(string header, byte[] data)
    {
        using var folder = new TemporaryFolder();
        var text = Encoding.UTF8.GetBytes(header);
        return Safetensors.Load(folder.Write("f", [.. BitConverter.GetBytes((long)text.Length), .. text, .. data]));
    }

    private static string Fault(string header, byte[] data) => Assert.Throws<InvalidDataException>(() => Load(header, data)).Message;
}
