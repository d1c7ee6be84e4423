using System.Buffers.Binary;
using System.IO.Compression;

namespace Descent;

/// <summary>
/// Reads IDX files, the format of MNIST: two zero bytes, a type, the number of axes, each axis's size as a big-endian
/// 32-bit number, then the values. (LeCun, Cortes, Burges, "The MNIST database of handwritten digits".)
/// </summary>
public static class Idx
{
    private const int FirstChunk = 1 << 20;

    /// <summary>Deflate packs at most this many bytes into one.</summary>
    private const long MostPacked = 1032;

    /// <summary>Reads a file of unsigned bytes, plain or compressed by gzip (told by its content, not its name).</summary>
    /// <param name="path">The file.</param>
    /// <returns>Sizes and values.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not an IDX file of bytes, truncated, too long, or corrupt. Memory is taken only for data that is really there,
    /// whatever sizes the file claims.
    /// </exception>
    public static IdxArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenRead(path);
        return Read(file, Path.GetFileName(path));
    }

    /// <summary>Reads from a stream that knows its length.</summary>
    /// <param name="stream">The content of a file; stays open.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>Sizes and values.</returns>
    /// <exception cref="InvalidDataException">See <see cref="Read(string)"/>.</exception>
    public static IdxArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var start = stream.Position;
            var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = start;
            var bytes = stream.Length - start;
            if (!packed)
                return Read(stream, name, bytes, exact: true);
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return Read(unpacked, name, bytes * MostPacked, exact: false);
        }
        catch (InvalidDataException fault) when (!fault.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: the gzip data are corrupt or truncated ({fault.Message})", fault);
        }
    }

    /// <param name="stream">The unpacked content.</param>
    /// <param name="name">For messages.</param>
    /// <param name="available">How many bytes the stream holds: exactly, or at most.</param>
    /// <param name="exact">Which of both.</param>
    private static IdxArray Read(Stream stream, string name, long available, bool exact)
    {
        Span<byte> header = stackalloc byte[4];
        if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            throw new InvalidDataException($"{name}: shorter than the 4 bytes that every IDX file begins with.");
        if (header[0] != 0 || header[1] != 0)
            throw new InvalidDataException($"{name}: begins with {Convert.ToHexString(header)}; an IDX file begins with 0000.");
        if (header[2] != 0x08)
            throw new InvalidDataException($"{name}: holds values of type 0x{header[2]:X2}; only unsigned bytes (0x08) are read.");
        int rank = header[3];
        if (rank is < 1 or > 4)
            throw new InvalidDataException($"{name}: claims {rank} axes; expected 1 to 4.");

        var sizes = new int[rank];
        var total = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
                throw new InvalidDataException($"{name}: ends inside its header, at the size of axis {axis}.");
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            // Checked axis by axis, so that the product cannot overflow.
            if (size == 0 || size > int.MaxValue || (total *= size) > Array.MaxLength)
                throw new InvalidDataException($"{name}: claims {size} for axis {axis}; expected at least 1, and at most 2 GiB in all.");
            sizes[axis] = (int)size;
        }

        var body = available - 4 - 4 * rank;
        var shape = string.Join(" x ", sizes);
        if (exact ? body != total : body < total)
            throw new InvalidDataException($"{name}: the header claims {shape} = {total} bytes, the file {(exact ? "has" : "can hold at most")} {body}.");

        // Grows with what arrives: a lying header in front of little data takes little memory. In large steps, as what is outgrown is not
        // reused at once: MNIST's 47 MB would leave as much again behind if they doubled.
        var values = new byte[Math.Min(total, FirstChunk)];
        var read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(values.AsSpan(read), values.Length - read, throwOnEndOfStream: false);
            if (read < values.Length)
                throw new InvalidDataException($"{name}: truncated: the header claims {shape} = {total} bytes, the file ends after {read}.");
            if (read == total)
                break;
            Array.Resize(ref values, (int)Math.Min(total, 8L * read));
        }

        return stream.ReadByte() < 0
            ? new IdxArray(sizes, values)
            : throw new InvalidDataException($"{name}: there are more than the {total} bytes ({shape}) that the header claims.");
    }
}
