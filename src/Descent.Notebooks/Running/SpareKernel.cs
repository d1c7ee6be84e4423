namespace Descent.Notebooks.Running;

/// <summary>
/// A kernel's process that starts before anyone knows what it will run: the compiler gets ready in it while a command line is
/// parsed and files are looked for. It serves the first notebook that runs with <see cref="RunOptions.DefaultMemoryLimit"/> and
/// no environment of its own.
/// </summary>
public sealed class SpareKernel : IDisposable
{
    private KernelProcess? process;

    private SpareKernel(KernelProcess process) => this.process = process;

    /// <summary>Starts a kernel.</summary>
    /// <param name="command">How.</param>
    /// <returns>The kernel; ends when it is disposed of, unless a notebook has taken it.</returns>
    public static SpareKernel Start(KernelCommand command) => new(KernelProcess.Start(command, RunOptions.DefaultMemoryLimit));

    /// <summary>Ends the process if no notebook has taken it.</summary>
    public void Dispose() => Interlocked.Exchange(ref process, null)?.Dispose();

    internal KernelProcess? Take(RunOptions options) =>
        options.MemoryLimit == RunOptions.DefaultMemoryLimit && options.Environment.Count == 0 ? Interlocked.Exchange(ref process, null) : null;
}
