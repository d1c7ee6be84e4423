namespace Descent.Backends.Cpu;

/// <summary>
/// Where CPU kernels get their threads from. A kernel cuts its work into parts that do not share results, so that a
/// result never depends on how many threads there are or on which thread does which part.
/// </summary>
internal static class CpuThreads
{
    private static int count = Environment.ProcessorCount;

    /// <summary>How many threads a kernel may use; at first one for each processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int Count
    {
        get => Volatile.Read(ref count);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref count, value);
        }
    }

    /// <summary>
    /// Runs <paramref name="body"/> for 0 .. <paramref name="parts"/> - 1 and returns when all are done. The calling
    /// thread takes part, so a call from inside a part cannot deadlock.
    /// </summary>
    /// <param name="parts">How many parts the caller cut the work into.</param>
    /// <param name="body">Does one part; parts may run at the same time.</param>
    /// <exception cref="AggregateException">A part threw.</exception>
    public static void For(int parts, Action<int> body)
    {
        var threads = Count;
        if (parts <= 1 || threads == 1)
        {
            for (var part = 0; part < parts; part++)
                body(part);
            return;
        }
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
    }
}
