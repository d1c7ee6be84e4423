using System.Runtime.ExceptionServices;

namespace Descent.Coursework.Grading;

/// <summary>Does a list of things, several at the same time, on threads that each have something of their own.</summary>
internal static class Workers
{
    /// <summary>Does the work; the first exception stops what has not begun, and comes out as it was thrown.</summary>
    /// <typeparam name="T">What each thread has.</typeparam>
    /// <param name="count">How many things there are.</param>
    /// <param name="jobs">How many threads.</param>
    /// <param name="create">Makes what a thread has.</param>
    /// <param name="work">Does the thing with this index.</param>
    /// <param name="cancellation">Stops what has not begun.</param>
    public static void Run<T>(int count, int jobs, Func<T> create, Action<int, T> work, CancellationToken cancellation)
        where T : IDisposable
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var threads = Enumerable.Range(0, Math.Min(jobs, count)).Select(i => new Thread(Work) { IsBackground = true, Name = $"worker {i + 1}" }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                using var own = create();
                for (var i = Interlocked.Increment(ref next); i < count && failure is null && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next))
                    work(i, own);
            }
#pragma warning disable CA1031 // thrown again, once, when all threads have ended
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
