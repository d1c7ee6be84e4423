using System.Globalization;
using System.IO.Pipes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Linting;

namespace Descent.Notebooks.Kernel;

/// <summary>The kernel's side of a kernel process: runs the cells that the runner sends, one after another.</summary>
public static class KernelHost
{
    /// <summary>The first argument of a program that is to be a kernel process; two pipe handles follow.</summary>
    public const string Argument = "--descent-kernel";

    /// <summary>Serves the runner until it goes away.</summary>
    /// <param name="commandHandle">The pipe that commands come from.</param>
    /// <param name="eventHandle">The pipe that events go to.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(string commandHandle, string eventHandle)
    {
        ArgumentNullException.ThrowIfNull(commandHandle);
        ArgumentNullException.ThrowIfNull(eventHandle);
        ProcessGroup.Lead();
        ProcessGroup.KeepFromChildren(int.Parse(commandHandle, CultureInfo.InvariantCulture));
        ProcessGroup.KeepFromChildren(int.Parse(eventHandle, CultureInfo.InvariantCulture));
        using var channel = new KernelChannel(
            new AnonymousPipeClientStream(PipeDirection.In, commandHandle),
            new AnonymousPipeClientStream(PipeDirection.Out, eventHandle));
        var output = new LimitedOutput(channel);
        var warmUp = Task.Run(WarmUp);

        CSharpKernel? kernel = null;
        Task running = Task.CompletedTask;
        while (channel.Receive() is { } message)
        {
            if (message.Kind == KernelMessageKind.Open)
            {
                Directory.SetCurrentDirectory(message.Text!);
                Console.SetIn(TextReader.Null);
                Console.SetOut(new ConsoleWriter(output, KernelStream.Out));
                Console.SetError(new ConsoleWriter(output, KernelStream.Error));
                AppDomain.CurrentDomain.ProcessExit += (_, _) => output.Flush();
                kernel = new CSharpKernel(message.Text!, output);
            }
            else if (message.Kind == KernelMessageKind.Check)
            {
                warmUp.Wait();
                var findings = NeutralityLint.Check(NotebookFile.Parse(message.Text!, ".ipynb"));
                channel.Send(new KernelMessage { Kind = KernelMessageKind.Checked, Findings = findings });
            }
            else if (message.Kind == KernelMessageKind.Run)
            {
                // The runner waits for Done before it sends the next cell, so this never queues up.
                running = Task.Run(() => RunCellAsync(message, kernel!, output, channel, warmUp));
            }
        }
        // The runner is gone or done with this notebook: nothing that a cell left behind may go on.
        ProcessGroup.KillOwn();
        return running.IsCompleted ? 0 : 1;
    }

    /// <summary>Runs a cell and says how it ended. A cell that leaves no memory to say so with ends the process instead.</summary>
    private static async Task RunCellAsync(KernelMessage message, CSharpKernel kernel, LimitedOutput output, KernelChannel channel, Task warmUp)
    {
        try
        {
            // Two threads that compile for the first time at once would only wait for each other.
            await warmUp;
            output.BeginCell();
            var error = await kernel.RunAsync(message.Text!, CellPlace.NameOf(message.Cell));
            output.Flush();
            channel.Send(new KernelMessage { Kind = KernelMessageKind.Done, Error = error ?? output.Excess() });
        }
        catch (IOException)
        {
            // The runner is gone; the reading side ends the process.
        }
#pragma warning disable CA1031 // the runner would wait in vain for an answer
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The runner reads the reason from these words.
            Environment.FailFast(exception is OutOfMemoryException ? "Out of memory" : exception.Message);
        }
    }

    /// <summary>Makes the compiler and the formatters ready while the runner still reads the notebook.</summary>
    private static void WarmUp()
    {
        _ = Task.Run(() => ValueFormatter.Format(1, [], isResult: true));
        new SubmissionCompiler(Directory.GetCurrentDirectory(), new NotebookLoadContext()).Compile("1", "warm-up");
    }
}
