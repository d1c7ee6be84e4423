namespace Descent.Notebooks.Running;

/// <summary>Runs notebooks without a front end, each in a process of its own.</summary>
public static class Runner
{
    /// <summary>Runs notebooks; what goes wrong with one is in its result and does not keep the others from running.</summary>
    /// <param name="paths">The files, as <see cref="NotebookFinder"/> finds them.</param>
    /// <param name="options">How.</param>
    /// <param name="command">How to start a kernel's process.</param>
    /// <param name="observer">Watches; may be null.</param>
    /// <param name="spare">A kernel for the first notebook that fits; may be null.</param>
    /// <param name="cancellation">Stops all notebooks.</param>
    /// <returns>The results, in the order of the files.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static IReadOnlyList<NotebookResult> Run(
        IReadOnlyList<string> paths, RunOptions options, KernelCommand command, IRunObserver? observer = null, SpareKernel? spare = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jobs, 1, nameof(options));
        var results = new NotebookResult[paths.Count];
        var next = -1;
        var workers = new Thread[Math.Min(options.Jobs, paths.Count) - 1 is var extra and > 0 ? extra : 0];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(Work) { IsBackground = true, Name = "notebook runner" };
            workers[i].Start();
        }
        Work();
        foreach (var worker in workers)
            worker.Join();
        cancellation.ThrowIfCancellationRequested();
        return results;

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < paths.Count; i = Interlocked.Increment(ref next))
                {
                    cancellation.ThrowIfCancellationRequested();
                    results[i] = new NotebookRun(paths[i], options, () => spare?.Take(options) ?? KernelProcess.Start(command, options.MemoryLimit, options.Environment), observer, cancellation).Run();
                }
            }
            catch (OperationCanceledException)
            {
                // Thrown again, once, when all have stopped.
            }
        }
    }
}
