using System.Buffers.Binary;
using System.Text.Json;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Carries messages over a pair of pipes: four bytes of length, least significant first, then JSON. Neither end's standard
/// streams take part, so nothing that a cell prints can break a message.
/// </summary>
internal sealed class KernelChannel(Stream input, Stream output) : IDisposable
{
    /// <summary>A longer message is taken for a broken stream.</summary>
    private const int MaximumLength = 1 << 30;

    private readonly Lock sending = new();

    /// <summary>Sends a message; safe from any thread.</summary>
    public void Send(KernelMessage message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, KernelMessageJson.Default.KernelMessage);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        lock (sending)
        {
            output.Write(length);
            output.Write(json);
            output.Flush();
        }
    }

    /// <summary>Waits for a message; null when the other end is gone.</summary>
    public KernelMessage? Receive()
    {
        Span<byte> header = stackalloc byte[4];
        try
        {
            if (input.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
                return null;
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is < 0 or > MaximumLength)
                return null;
            var json = new byte[length];
            return input.ReadAtLeast(json, length, throwOnEndOfStream: false) < length
                ? null
                : JsonSerializer.Deserialize(json, KernelMessageJson.Default.KernelMessage);
        }
        catch (Exception exception) when (exception is IOException or JsonException or ObjectDisposedException)
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
