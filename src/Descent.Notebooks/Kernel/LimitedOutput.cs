using System.Text;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Gathers small prints into messages and keeps each cell's output within bounds, so that a cell that prints without end costs
/// neither memory nor time in the runner.
/// </summary>
internal sealed class LimitedOutput : IKernelOutput, IDisposable
{
    /// <summary>How much text of a cell is kept, in characters.</summary>
    public const int MaximumText = 4_000_000;

    /// <summary>How much of what a cell shows is kept, in characters.</summary>
    public const int MaximumShown = 64_000_000;

    private const int MessageSize = 16_384;

    // Printed text reaches the runner at most this much later, should the process die.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly KernelChannel channel;
    private readonly StringBuilder pending = new();
    private readonly Timer timer;
    private KernelStream pendingStream;
    private bool timerIsSet;
    private long printed;
    private long shown;

    public LimitedOutput(KernelChannel channel)
    {
        this.channel = channel;
        timer = new Timer(_ => Flush());
    }

    /// <summary>Whether the cell has printed all that is kept.</summary>
    public bool IsFull => Interlocked.Read(ref printed) > MaximumText;

    /// <summary>
    /// The error of a cell that printed or showed more than is kept; null within bounds. It is an error and not a remark, because what a
    /// reader of the executed notebook gets is no longer what the cell put out.
    /// </summary>
    public CellError? Excess()
    {
        lock (gate)
        {
            var what = printed > MaximumText ? $"printed more than {MaximumText:N0} characters"
                : shown > MaximumShown ? $"showed more than {MaximumShown:N0} characters of values"
                : null;
            if (what is null)
                return null;
            var message = $"the cell {what}; the rest was cut off. Is it a loop that should have ended, or should it show less?";
            return new CellError("OutputLimitExceeded", message, [message], null, null);
        }
    }

    /// <summary>Starts counting anew.</summary>
    public void BeginCell()
    {
        lock (gate)
            printed = shown = 0;
    }

    public void Print(KernelStream stream, string text) => Print(stream, text.AsSpan());

    public void Print(KernelStream stream, ReadOnlySpan<char> text)
    {
        // What comes after the limit is dropped without a lock: a loop that prints for ever should at least be cheap.
        if (text.IsEmpty || IsFull)
            return;
        lock (gate)
        {
            if (IsFull)
                return;
            if (stream != pendingStream)
                FlushLocked();
            pendingStream = stream;
            var room = (int)Math.Min(text.Length, MaximumText - printed);
            pending.Append(text[..room]);
            printed += text.Length;
            if (printed > MaximumText)
            {
                FlushLocked();
                pendingStream = KernelStream.Error;
                pending.Append($"\n[The cell printed more than {MaximumText:N0} characters: the rest is cut off.]\n");
            }
            if (pending.Length >= MessageSize)
                FlushLocked();
            else if (!timerIsSet)
                timerIsSet = timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Show(FormattedValue value)
    {
        lock (gate)
        {
            FlushLocked();
            var size = value.Data.Sum(entry => (long)entry.Value.Length);
            if (shown <= MaximumShown && shown + size > MaximumShown)
                Print(KernelStream.Error, $"[The cell showed more than {MaximumShown:N0} characters of values: the rest is cut off.]\n");
            shown += size;
            if (shown <= MaximumShown)
                channel.Send(new KernelMessage { Kind = KernelMessageKind.Show, Value = value });
        }
    }

    public void Flush()
    {
        lock (gate)
            FlushLocked();
    }

    public void Dispose() => timer.Dispose();

    private void FlushLocked()
    {
        timerIsSet = false;
        if (pending.Length == 0)
            return;
        var text = pending.ToString();
        pending.Clear();
        try
        {
            channel.Send(new KernelMessage { Kind = KernelMessageKind.Print, Stream = pendingStream, Text = text });
        }
        catch (IOException)
        {
            // The runner is gone; the reading side ends the process.
        }
    }
}
