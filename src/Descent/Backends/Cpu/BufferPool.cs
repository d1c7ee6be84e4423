using System.Runtime.InteropServices;

namespace Descent.Backends.Cpu;

/// <summary>
/// Arrays that are used again: a training step asks for the same lengths again and again, and large new arrays are dear (the
/// operating system clears each page, and the runtime collects all generations to find them again).
/// <para>
/// There are two ways back. <see cref="Return"/> is for storage that nobody else has seen. Everything else may be held by
/// users for as long as they like, so only the garbage collector knows when it is free: the pool refers to lent storage weakly, and
/// when it has lent many arrays of a length and is asked for one more, it has young objects collected (a twentieth of a millisecond)
/// and takes back what nobody holds any more.
/// </para>
/// </summary>
internal static class BufferPool<T>
    where T : unmanaged
{
    /// <summary>Below this, a new array is as cheap.</summary>
    private const int Smallest = 256;

    /// <summary>Bytes of one length to lend before looking for what nobody holds: they still fit caches.</summary>
    private const int LentBytes = 16 << 20;

    private const int Fewest = 4;
    private const int Most = 64;

    /// <summary>Bytes of free arrays to keep; beyond, all are forgotten, so that a length that was used once is not kept for ever.</summary>
    private const long MostFreeBytes = 256L << 20;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, Shelf> Shelves = [];
    private static long freeBytes;

    /// <summary>Storage with arbitrary content.</summary>
    public static unsafe CpuStorage<T> Rent(int length)
    {
        var bytes = (long)length * sizeof(T);
        if (bytes < Smallest)
            return new CpuStorage<T>(GC.AllocateUninitializedArray<T>(length));
        lock (Gate)
        {
            ref var shelf = ref CollectionsMarshal.GetValueRefOrAddDefault(Shelves, length, out _);
            shelf ??= new Shelf(MostLent(bytes));
            if (shelf.Free.Count == 0)
                TakeBack(shelf, bytes);
            if (shelf.Free.TryPop(out var buffer))
                freeBytes -= bytes;
            else
                buffer = new Buffer(GC.AllocateUninitializedArray<T>(length));
            return shelf.Lend(buffer);
        }
    }

    /// <summary>Takes back the elements of storage that nobody will read any more.</summary>
    public static void Return(CpuStorage<T> storage)
    {
        lock (Gate)
        {
            if (storage.Buffer is not { } buffer)
                return;
            storage.Buffer = null;
            var shelf = Shelves[storage.Length];
            shelf.TakeBack(buffer);
            Freed(storage.Length);
        }
    }

    private static void TakeBack(Shelf shelf, long bytes)
    {
        // Somebody else may have collected since.
        var collections = GC.CollectionCount(0);
        if (shelf.Collections != collections)
        {
            shelf.Collections = collections;
            Sweep(shelf);
        }

        if (shelf.Free.Count > 0 || shelf.Lent.Count < shelf.Limit)
            return;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        shelf.Collections = GC.CollectionCount(0);
        Sweep(shelf);
        // What users hold on purpose, or was too old for this collection, does not count the next time.
        shelf.Limit = shelf.Lent.Count + MostLent(bytes);
    }

    private static int MostLent(long bytes) => (int)Math.Clamp(LentBytes / bytes, Fewest, Most);

    private static void Sweep(Shelf shelf)
    {
        for (var i = shelf.Lent.Count - 1; i >= 0; i--)
        {
            var buffer = shelf.Lent[i];
            if (buffer.Owner.TryGetTarget(out _))
                continue;
            shelf.TakeBack(buffer);
            Freed(buffer.Elements.Length);
        }
    }

    private static unsafe void Freed(int length)
    {
        freeBytes += (long)length * sizeof(T);
        if (freeBytes <= MostFreeBytes)
            return;
        foreach (var shelf in Shelves.Values)
            shelf.Free.Clear();
        freeBytes = 0;
    }

    /// <summary>An array and who has it.</summary>
    internal sealed class Buffer(T[] elements)
    {
        public T[] Elements { get; } = elements;

        /// <summary>The storage that it was lent to.</summary>
        public WeakReference<CpuStorage<T>> Owner { get; } = new(null!);

        /// <summary>Its place among the lent ones.</summary>
        public int Place { get; set; }
    }

    /// <summary>The arrays of one length.</summary>
    private sealed class Shelf(int limit)
    {
        public Stack<Buffer> Free { get; } = [];

        public List<Buffer> Lent { get; } = [];

        /// <summary>How many to lend before looking for what nobody holds.</summary>
        public int Limit { get; set; } = limit;

        /// <summary>How many collections there had been when this shelf was last looked through.</summary>
        public int Collections { get; set; }

        public CpuStorage<T> Lend(Buffer buffer)
        {
            var storage = new CpuStorage<T>(buffer.Elements, buffer);
            buffer.Owner.SetTarget(storage);
            buffer.Place = Lent.Count;
            Lent.Add(buffer);
            return storage;
        }

        public void TakeBack(Buffer buffer)
        {
            Lent[buffer.Place] = Lent[^1];
            Lent[buffer.Place].Place = buffer.Place;
            Lent.RemoveAt(Lent.Count - 1);
            buffer.Owner.SetTarget(null!);
            Free.Push(buffer);
        }
    }
}
