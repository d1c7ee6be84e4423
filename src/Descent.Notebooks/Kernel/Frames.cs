using System.Buffers.Binary;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Carries messages between a program and its children over a pair of streams: four bytes of length, least significant first, then as
/// many bytes. The receiver decides how long a message may be, as the sender may be anybody's code.
/// </summary>
internal sealed class Frames(Stream input, Stream output, int maximumLength) : IDisposable
{
    private readonly Lock sending = new();

    /// <summary>Sends a message; safe from any thread.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public void Send(ReadOnlySpan<byte> message)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, message.Length);
        lock (sending)
        {
            output.Write(length);
            output.Write(message);
            output.Flush();
        }
    }

    /// <summary>Waits for a message.</summary>
    /// <returns>The message; null when the other side is gone.</returns>
    /// <exception cref="FormatException">What came is no message: too long, or cut off.</exception>
    public byte[]? Receive()
    {
        Span<byte> header = stackalloc byte[4];
        try
        {
            var read = input.ReadAtLeast(header, 4, throwOnEndOfStream: false);
            if (read < 4)
                return read == 0 ? null : throw new FormatException("a message was cut off");
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length < 0 || length > maximumLength)
                throw new FormatException($"a message of {length} bytes");
            var message = new byte[length];
            return input.ReadAtLeast(message, length, throwOnEndOfStream: false) == length ? message : throw new FormatException("a message was cut off");
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        input.Dispose();
        output.Dispose();
    }
}
