using System.Text.Json;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Carries kernel messages over a pair of pipes, as JSON. Neither end's standard streams take part, so nothing that a cell prints can break
/// a message.
/// </summary>
internal sealed class KernelChannel(Stream input, Stream output) : IDisposable
{
    /// <summary>A longer message is taken for a broken stream.</summary>
    private const int MaximumLength = 1 << 30;

    private readonly Frames frames = new(input, output, MaximumLength);

    /// <summary>Sends a message; safe from any thread.</summary>
    public void Send(KernelMessage message) => frames.Send(JsonSerializer.SerializeToUtf8Bytes(message, KernelMessageJson.Default.KernelMessage));

    /// <summary>Waits for a message; null when the other end is gone.</summary>
    public KernelMessage? Receive()
    {
        try
        {
            return frames.Receive() is { } json ? JsonSerializer.Deserialize(json, KernelMessageJson.Default.KernelMessage) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => frames.Dispose();
}
