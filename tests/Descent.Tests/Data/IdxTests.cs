using System.Buffers.Binary;
using System.IO.Compression;

namespace Descent.Tests.Data;

public sealed class IdxTests
{
    [Fact]
    public void A_plain_file_is_read()
    {
        var array = Idx.Read(new MemoryStream(File(0x08, [2, 3], [1, 2, 3, 4, 5, 6])), "f");
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    [Fact]
    public void A_compressed_file_is_told_by_its_content()
    {
        var values = new byte[3_000_000];
        new Random(1).NextBytes(values);
        var array = Idx.Read(new MemoryStream(Pack(File(0x08, [values.Length], values))), "f");
        Assert.Equal(values, array.Values);
    }

    [Fact]
    public void A_file_on_disk_is_read_by_its_path()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("f", File(0x08, [1], [7]));
        Assert.Equal([7], Idx.Read(path).Values);
        Assert.Throws<FileNotFoundException>(() => Idx.Read(path + "x"));
    }

    [Theory]
    [InlineData("", "shorter than the 4 bytes")]
    [InlineData("0000", "shorter than the 4 bytes")]
    [InlineData("89504E47", "begins with 89504E47")]
    [InlineData("00000D0100000001", "type 0x0D")]
    [InlineData("00000800", "claims 0 axes")]
    [InlineData("000008FF", "claims 255 axes")]
    [InlineData("0000080200000001", "ends inside its header, at the size of axis 1")]
    [InlineData("000008010000000001", "claims 0 for axis 0")]
    [InlineData("00000801FFFFFFFF01", "claims 4294967295 for axis 0")]
    [InlineData("000008037FFFFF007FFFFF007FFFFF00", "claims 2147483392 for axis 1")]
    [InlineData("000008010000000501", "claims 5 = 5 bytes, the file has 1")]
    [InlineData("00000801000000010102", "claims 1 = 1 bytes, the file has 2")]
    public void A_damaged_file_is_told_with_its_fault(string hex, string message)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Idx.Read(new MemoryStream(Convert.FromHexString(hex)), "f.idx"));
        Assert.StartsWith("f.idx: ", fault.Message);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void A_compressed_file_that_claims_more_than_it_can_hold_takes_no_memory()
    {
        var packed = Pack(File(0x08, [2_000_000_000], [1, 2, 3]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<InvalidDataException>(() => Idx.Read(new MemoryStream(packed), "f"));
        Assert.Contains("can hold at most", fault.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_compressed_file_that_ends_early_is_told_as_truncated()
    {
        var values = new byte[100_000];
        new Random(1).NextBytes(values);
        Assert.Contains("truncated", Fault(Pack(File(0x08, [200_000], values))));
        Assert.Contains("truncated", Fault(Pack(File(0x08, [100_000], values))[..50_000]));
        Assert.Contains("more than the 99999 bytes", Fault(Pack(File(0x08, [99_999], values))));
    }

    [Fact]
    public void A_compressed_file_with_a_flipped_byte_is_told_as_corrupt()
    {
        var values = new byte[10_000];
        new Random(1).NextBytes(values);
        var packed = Pack(File(0x08, [10_000], values));
        packed[^6] ^= 0xFF; // in the check sum
        Assert.Contains("gzip data are corrupt", Fault(packed));
    }

    [Fact]
    public void Any_change_or_cut_of_a_file_is_read_or_refused()
    {
        var random = new Random(1);
        var files = new[] { File(0x08, [3, 5], new byte[15]), Pack(File(0x08, [3, 5], new byte[15])) };
        foreach (var file in files)
        {
            for (var i = 0; i < 2000; i++)
            {
                var changed = file[..random.Next(1, file.Length + 1)];
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                var fault = Record.Exception(() => Idx.Read(new MemoryStream(changed), "f"));
                Assert.True(fault is null or InvalidDataException, $"{Convert.ToHexString(changed)}: {fault}");
            }
        }
    }

    internal static byte[] File(byte type, int[] sizes, byte[] values)
    {
        var bytes = new byte[4 + 4 * sizes.Length + values.Length];
        (bytes[2], bytes[3]) = (type, (byte)sizes.Length);
        for (var axis = 0; axis < sizes.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * axis), sizes[axis]);
        values.CopyTo(bytes, 4 + 4 * sizes.Length);
        return bytes;
    }

    internal static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static string Fault(byte[] packed) =>
        Assert.Throws<InvalidDataException>(() => Idx.Read(new MemoryStream(packed), "f")).Message;
}
