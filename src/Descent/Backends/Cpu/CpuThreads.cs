using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Descent.Backends.Cpu;

/// <summary>Work that was cut into parts which do not share results.</summary>
internal interface IParts
{
    /// <summary>Does one part; parts may run at the same time.</summary>
    void Run(int part);
}

/// <summary>
/// Where CPU kernels get their threads from. A kernel cuts its work into parts that do not share results, so that a
/// result never depends on how many threads there are or on which thread does which part.
/// <para>
/// Kernels follow each other within microseconds, and waking a thread takes tens of them. So the threads here, unlike those of the
/// runtime's pool, look out for more work for a while before they sleep. Each begins with its own share of the parts, the same in
/// every kernel, because that is what its core's caches hold; then it helps with the others' shares, so that a thread that comes
/// late, or is held up, only finds less left to do.
/// </para>
/// </summary>
internal static unsafe class CpuThreads
{
    /// <summary>For how long a thread looks out for work before it sleeps: longer than what lies between two kernels of a training step.</summary>
    private static readonly long LookOut = Stopwatch.Frequency / 20_000;

    private static int count = Environment.ProcessorCount;

    // The work under way: valid from the moment its parts can be seen until `unfinished` is 0 again. One at a time.
    private static delegate*<void*, int, void> run;
    private static void* work;
    private static int parts;
    private static int threads;
    private static int unfinished;
    private static Exception? failure;
    private static int isTaken;

    /// <summary>Places at the work: the first is the calling thread's, each other one belongs to a thread of its own.</summary>
    private static Place[] places = [new()];

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
    /// Does parts 0 .. <paramref name="parts"/> - 1 and returns when all are done. The calling thread takes part; it does all
    /// of them where the other threads are busy with somebody else's work, so a call from inside a part cannot deadlock.
    /// </summary>
    /// <param name="parts">How many parts the caller cut the work into.</param>
    /// <param name="work">Does one part.</param>
    /// <exception cref="Exception">What a part threw; the first, if several did.</exception>
    public static void For<TWork>(int parts, TWork work)
        where TWork : struct, IParts
    {
        var threads = Math.Min(Count, parts);
        if (threads <= 1 || Interlocked.CompareExchange(ref isTaken, 1, 0) != 0)
        {
            for (var part = 0; part < parts; part++)
                work.Run(part);
            return;
        }

        Exception? thrown;
        try
        {
            // The work stays where it is, on this thread's stack: this method returns only when all parts are done.
            run = &RunPart<TWork>;
            CpuThreads.work = Unsafe.AsPointer(ref work);
            CpuThreads.parts = parts;
            CpuThreads.threads = threads;
            failure = null;
            unfinished = parts;
            while (places.Length < threads)
                AddPlace();
            for (var place = 0; place < threads; place++)
                Volatile.Write(ref places[place].Left, First(place + 1) - First(place));
            // Either a thread that goes to sleep sees the parts, or it is seen sleeping.
            Interlocked.MemoryBarrier();
            for (var place = 1; place < threads; place++)
            {
                if (Volatile.Read(ref places[place].IsAsleep))
                    places[place].Wake.Release();
            }

            while (Claim(0))
            {
            }

            var wait = default(SpinWait);
            while (Volatile.Read(ref unfinished) > 0)
                wait.SpinOnce(sleep1Threshold: -1);
            thrown = failure;
        }
        finally
        {
            Volatile.Write(ref isTaken, 0);
        }

        if (thrown is not null)
            ExceptionDispatchInfo.Throw(thrown);
    }

    private static void RunPart<TWork>(void* work, int part)
        where TWork : struct, IParts
    {
        // A copy: beside the original, the calling thread's stack is written to all the time, and whoever reads there waits.
        var copy = Unsafe.AsRef<TWork>(work);
        copy.Run(part);
    }

    /// <summary>The first part of a thread's share.</summary>
    private static int First(int place) => (int)((long)parts * place / threads);

    /// <summary>Does a part that nobody has begun: of one's own share, else of another's.</summary>
    /// <returns>Whether there was one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Claim(int place)
    {
        var all = Volatile.Read(ref places);
        for (var i = 0; i < all.Length; i++)
        {
            var from = (place + i) % all.Length;
            ref var share = ref all[from].Left;
            for (var left = Volatile.Read(ref share); left > 0; left = Volatile.Read(ref share))
            {
                if (Interlocked.CompareExchange(ref share, left - 1, left) != left)
                    continue;

                // From here until the part is counted as finished the work cannot end, so what describes it holds still.
                try
                {
                    run(work, First(from) + left - 1);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, error, null);
                }

                Interlocked.Decrement(ref unfinished);
                return true;
            }
        }

        return false;
    }

    private static bool IsAnyLeft() => Array.Exists(Volatile.Read(ref places), place => Volatile.Read(ref place.Left) > 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Work(int place)
    {
        var own = places[place];
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            // With fewer threads wanted than there are, the last ones stand aside.
            if (place < Count && Claim(place))
            {
                since = Stopwatch.GetTimestamp();
                continue;
            }

            if (Stopwatch.GetTimestamp() - since < LookOut)
            {
                // Long pauses, half a microsecond: a thread that looks all the time slows the one that works, by half where both share a core.
                Thread.SpinWait(60);
                continue;
            }

            Volatile.Write(ref own.IsAsleep, true);
            Interlocked.MemoryBarrier();
            if (place >= Count || !IsAnyLeft())
                own.Wake.Wait();
            Volatile.Write(ref own.IsAsleep, false);
            since = Stopwatch.GetTimestamp();
        }
    }

    private static void AddPlace()
    {
        var place = places.Length;
        Volatile.Write(ref places, [.. places, new Place()]);
        new Thread(() => Work(place)) { IsBackground = true, Name = $"Descent kernels {place}" }.UnsafeStart();
    }

    private sealed class Place
    {
        /// <summary>How many parts of this thread's share nobody has begun.</summary>
        public int Left;

        /// <summary>Whether the thread waits for <see cref="Wake"/>, or is about to.</summary>
        public bool IsAsleep;

        public SemaphoreSlim Wake { get; } = new(0);
    }
}
