using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Running;

/// <summary>The runner's side of a kernel's process: one notebook's cells run in it, and nothing survives it.</summary>
internal sealed class KernelProcess : IDisposable
{
    // A message holds at most some megabytes; a few of them are enough to keep both sides busy.
    private const int MaximumWaiting = 64;

    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);

    // A handle made inheritable for one child must not leak into another that starts at the same moment.
    private static readonly Lock Starting = new();

    // Inherited by whatever the notebook starts, so that it can be found when the notebook has ended.
    private const string MarkerVariable = "DESCENT_KERNEL";

    private readonly Process process;
    private readonly string marker;
    private readonly KernelChannel channel;
    private readonly RawOutput rawOut;
    private readonly RawOutput rawError;
    private readonly BlockingCollection<KernelMessage?> messages = new(MaximumWaiting);
    private readonly int id;
    private volatile bool disposed;

    private KernelProcess(Process process, string marker, KernelChannel channel)
    {
        this.marker = marker;
        this.process = process;
        this.channel = channel;
        id = process.Id;
        rawOut = new RawOutput(process.StandardOutput.BaseStream);
        rawError = new RawOutput(process.StandardError.BaseStream);
        new Thread(Read) { IsBackground = true, Name = "kernel messages" }.Start();
    }

    /// <summary>What the process itself, not its cells' <see cref="Console"/>, wrote to standard output since the last call.</summary>
    public string TakeRawOut() => rawOut.Take();

    /// <summary>What the process itself, not its cells' <see cref="Console"/>, wrote to standard error since the last call.</summary>
    public string TakeRawError() => rawError.Take();

    /// <summary>Starts a kernel.</summary>
    /// <param name="command">How.</param>
    /// <param name="memoryLimit">Bytes of managed memory.</param>
    /// <param name="environment">Variables beside those of this process; may be null.</param>
    public static KernelProcess Start(KernelCommand command, long memoryLimit, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        start.Environment["DOTNET_GCHeapHardLimit"] = memoryLimit.ToString("X", CultureInfo.InvariantCulture);
        // Instrumented code would slow the first run of everything, and in a kernel nearly everything runs once.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        var marker = Guid.NewGuid().ToString("N");
        start.Environment[MarkerVariable] = marker;
        lock (Starting)
        {
            var commands = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var events = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            start.ArgumentList.Add(KernelHost.Argument);
            start.ArgumentList.Add(commands.GetClientHandleAsString());
            start.ArgumentList.Add(events.GetClientHandleAsString());
            var process = Process.Start(start)!;
            commands.DisposeLocalCopyOfClientHandle();
            events.DisposeLocalCopyOfClientHandle();
            process.StandardInput.Close();
            return new KernelProcess(process, marker, new KernelChannel(events, commands));
        }
    }

    /// <summary>Sends a command; false when the process is gone.</summary>
    public bool Send(KernelMessage message)
    {
        try
        {
            channel.Send(message);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="message">The event; null when the process is gone.</param>
    /// <returns>False when the time is over.</returns>
    public bool TryReceive(TimeSpan wait, CancellationToken cancellation, out KernelMessage? message)
    {
        // A wait of more than 24 days has no representation; nobody waits that long for a cell.
        var milliseconds = (int)Math.Clamp(wait.TotalMilliseconds, 0, int.MaxValue);
        return messages.TryTake(out message, milliseconds, cancellation);
    }

    /// <summary>Waits until a process that is gone has left its exit code and its last words.</summary>
    /// <returns>The exit code, or null when it lives on without its pipe.</returns>
    public int? WaitForExit()
    {
        if (!process.WaitForExit(ExitPatience))
            return null;
        rawOut.WaitForEnd(TimeSpan.FromSeconds(1));
        rawError.WaitForEnd(TimeSpan.FromSeconds(1));
        return process.ExitCode;
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        try
        {
            if (OperatingSystem.IsWindows())
                process.Kill(entireProcessTree: true);
            else
                ProcessGroup.Kill(id);
            // A process that is too young to lead its group is not reached by the group's signal.
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It is gone already.
        }
        ProcessGroup.KillMarked(MarkerVariable, marker);
        channel.Dispose();
        process.Dispose();
        // Frees the reading thread if it waits for room; what it still had to say no longer matters.
        while (messages.TryTake(out _))
        {
        }
    }

    private void Read()
    {
        KernelMessage? message;
        do
        {
            message = channel.Receive();
            if (disposed)
                return;
            messages.Add(message);
        }
        while (message is not null);
    }
}
