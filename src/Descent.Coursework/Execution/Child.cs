using System.Collections.Concurrent;
using System.Diagnostics;
using Descent.Coursework.Sandboxes;
using Descent.Notebooks.Kernel;
using Descent.Notebooks.Running;

namespace Descent.Coursework.Execution;

/// <summary>The grader's side of a child: sends it messages, believes nothing that comes back, and ends it when it takes too much.</summary>
internal sealed class Child : IDisposable
{
    private const int MaximumMessage = 8 << 20;
    private const int MaximumWaiting = 8;

    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);

    private readonly ChildStart start;
    private readonly SandboxLimits limits;
    private readonly Process process;
    private readonly int id;
    private readonly Frames frames;
    private readonly RawOutput errors;
    private readonly BlockingCollection<byte[]?> received = new(MaximumWaiting);
    private readonly ManualResetEventSlim ended = new();
    private readonly Lock ending = new();
    private string? killedFor;

    private Child(ChildStart start, SandboxLimits limits)
    {
        this.start = start;
        this.limits = limits;
        process = Process.Start(start.Command)!;
        id = process.Id;
        errors = new RawOutput(process.StandardError.BaseStream);
        frames = new Frames(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, MaximumMessage);
        new Thread(Read) { IsBackground = true, Name = "child messages" }.Start();
        new Thread(Watch) { IsBackground = true, Name = "child watch" }.Start();
    }

    /// <summary>What a child that is gone wrote to its standard error: anybody's words, for instructors only; see <see cref="WhyEnded"/>.</summary>
    public string LastWords { get; private set; } = "";

    /// <summary>Starts a child.</summary>
    /// <param name="sandbox">What keeps it.</param>
    /// <param name="role">What it is to be.</param>
    /// <param name="limits">What it may use.</param>
    /// <exception cref="SandboxException">It cannot be started.</exception>
    public static Child Start(Sandbox sandbox, string role, SandboxLimits limits)
    {
        var start = sandbox.Prepare(role, limits);
        try
        {
            return new Child(start, limits);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            start.Dispose();
            throw new SandboxException($"{start.Command.FileName} cannot be started: {exception.Message}");
        }
    }

    /// <summary>Sends a message; one that cannot arrive shows by what does not come back.</summary>
    /// <param name="message">The message.</param>
    /// <param name="wait">How long the child may take to read it; then it is ended.</param>
    /// <param name="reason">Why it is ended then; see <see cref="WhyEnded"/>.</param>
    /// <param name="cancellation">Ends the child, and the sending with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>False when the time is over.</returns>
    public bool Send(byte[] message, TimeSpan wait, string reason, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // More than a pipe holds stays with the sender until the child reads on, and it may never: only its end frees the sender.
        using (patience.Token.Register(() => Kill(cancellation.IsCancellationRequested ? "was stopped" : reason)))
        {
            patience.CancelAfter(wait);
            try
            {
                frames.Send(message);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The child is gone: the next Receive says so.
            }
        }
        cancellation.ThrowIfCancellationRequested();
        return !patience.IsCancellationRequested;
    }

    /// <summary>Waits for a message.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="message">The message; null when the child is gone.</param>
    /// <returns>False when the time is over.</returns>
    public bool TryReceive(TimeSpan wait, CancellationToken cancellation, out byte[]? message) =>
        received.TryTake(out message, (int)Math.Clamp(wait.TotalMilliseconds, 0, int.MaxValue), cancellation);

    /// <summary>Ends the child, for a reason that <see cref="WhyEnded"/> will give.</summary>
    public void Kill(string reason)
    {
        lock (ending)
        {
            killedFor ??= reason;
            if (ended.IsSet)
                return;
            try
            {
                start.Stop?.Invoke();
                if (!OperatingSystem.IsWindows())
                    ProcessGroup.Kill(id);
                process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
            {
                // It is gone already.
            }
        }
    }

    /// <summary>
    /// Ends the child if its code has tried to have more processes and threads than it may: what such code does next depends on which attempt
    /// failed, and marks must not.
    /// </summary>
    /// <returns>True when it has been ended.</returns>
    public bool EndIfCrowded()
    {
        if (start.Group is { } group ? !group.ReachedProcesses : ProcessTree.Measure(id).Threads < limits.Processes - 2)
            return false;
        Kill(Crowded());
        return true;
    }

    /// <summary>Why a child that is gone is gone, in words that end the sentence «the code ...».</summary>
    public string WhyEnded()
    {
        var hasExited = process.WaitForExit(ExitPatience);
        errors.WaitForEnd(TimeSpan.FromSeconds(1));
        LastWords = errors.Take().Trim();
        var words = LastWords;
        lock (ending)
        {
            if (killedFor is { } reason)
                return reason;
        }
        if (start.Group is { ReachedProcesses: true })
            return Crowded();
        if (start.Group is { RanOutOfMemory: true } || words.Contains("Out of memory", StringComparison.Ordinal))
            return OutOfMemory();
        if (words.Contains("Stack overflow", StringComparison.Ordinal))
            return "calls itself without end: the stack is full (stack overflow)";
        if (words.StartsWith("Unhandled exception. ", StringComparison.Ordinal))
            return "threw an exception on another thread, which ends the process";
        if (!hasExited)
            return "closed its connection to the grader";
        return process.ExitCode switch
        {
            // 128 and the number of the signal that ended it.
            152 => $"used more than {limits.ProcessorSeconds} s of processor time",
            137 => "was killed: it took more memory or processor time than it may",
            var code => $"ended its own process (exit code {code}): Environment.Exit and the like have no place in a notebook",
        };
    }

    public void Dispose()
    {
        Kill("was stopped");
        process.WaitForExit(ExitPatience);
        ended.Set();
        frames.Dispose();
        process.Dispose();
        start.Dispose();
        // Frees the reading thread if it waits for room.
        while (received.TryTake(out _))
        {
        }
    }

    private string Crowded() => $"started more than {limits.Processes} processes and threads";

    private string OutOfMemory() => $"used more than {limits.Memory >> 20} MB of memory";

    private void Read()
    {
        byte[]? message;
        do
        {
            try
            {
                message = frames.Receive();
            }
            catch (FormatException exception)
            {
                Kill($"wrote to the grader's channel what is no message ({exception.Message})");
                message = null;
            }
            if (ended.IsSet)
                return;
            received.Add(message);
        }
        while (message is not null);
    }

    /// <summary>Where the kernel does not enforce a limit, this does, a little later.</summary>
    private void Watch()
    {
        while (!ended.Wait(WatchInterval))
        {
            var (threads, memory) = ProcessTree.Measure(id);
            if (memory > limits.Memory)
                Kill(OutOfMemory());
            else if (threads > limits.Processes * 2)
                Kill(Crowded());
        }
    }
}
