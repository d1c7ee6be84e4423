using System.Buffers;
using System.Text;

namespace Descent.Notebooks.Running;

/// <summary>
/// Drains a standard stream of a process, so that the process never waits for it, and keeps the beginning: there a dying
/// runtime says why.
/// </summary>
internal sealed class RawOutput
{
    private const int MaximumKept = 256 * 1024;

    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> kept = new();
    private readonly Thread thread;

    public RawOutput(Stream stream)
    {
        thread = new Thread(() => Drain(stream)) { IsBackground = true, Name = "kernel raw output" };
        thread.Start();
    }

    /// <summary>What was kept since the last call, as text.</summary>
    public string Take()
    {
        lock (gate)
        {
            var text = Encoding.UTF8.GetString(kept.WrittenSpan);
            kept.Clear();
            return text;
        }
    }

    /// <summary>Waits for the other side to close the stream.</summary>
    public void WaitForEnd(TimeSpan patience) => thread.Join(patience);

    private void Drain(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                lock (gate)
                    kept.Write(buffer.AsSpan(0, Math.Min(count, MaximumKept - kept.WrittenCount)));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone, and nobody wants its last words any more.
        }
    }
}
