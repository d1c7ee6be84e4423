using System.Runtime.InteropServices;

namespace Descent.Backends;

/// <summary>
/// Memory that is used again: a training step asks for the same lengths again and again, and new memory is dear (for arrays, the
/// operating system clears each page, and the runtime collects all generations to find them again; a GPU's driver waits for all kernels).
/// <para>
/// There are two ways back. <see cref="Return"/> is for storage that nobody else has seen. Everything else may be held by
/// users for as long as they like, so only the garbage collector knows when it is free: the pool refers to lent storage weakly, and
/// when it has lent many arrays of a length and is asked for one more, it has young objects collected (a twentieth of a millisecond)
/// and takes back what nobody holds any more.
/// </para>
/// </summary>
/// <typeparam name="TMemory">What holds the elements: an array, or a device's memory.</typeparam>
/// <param name="elementSize">Bytes of an element.</param>
/// <param name="mostFreeBytes">Bytes of free memory to keep; beyond, all is forgotten, so that a length that was used once is not kept for ever.</param>
/// <param name="create">Makes memory for so many elements.</param>
/// <param name="wrap">Makes the storage that memory is lent as.</param>
/// <param name="free">Told of memory that is forgotten; null where the garbage collector sees to it.</param>
internal sealed class BufferPool<TMemory>(
    int elementSize, long mostFreeBytes, Func<int, TMemory> create, Func<BufferPool<TMemory>.Buffer, Storage> wrap, Action<TMemory>? free = null)
{
    /// <summary>Bytes of one length to lend before looking for what nobody holds: they still fit caches.</summary>
    private const int LentBytes = 16 << 20;

    private const int Fewest = 4;
    private const int Most = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<int, Shelf> shelves = [];
    private long freeBytes;

    /// <summary>Storage with arbitrary content.</summary>
    public Storage Rent(int length)
    {
        var bytes = (long)length * elementSize;
        lock (gate)
        {
            ref var shelf = ref CollectionsMarshal.GetValueRefOrAddDefault(shelves, length, out _);
            shelf ??= new Shelf(MostLent(bytes));
            var found = shelf;
            if (found.Free.Count == 0)
                TakeBack(found, bytes);
            if (found.Free.TryPop(out var buffer))
                freeBytes -= bytes;
            else
                buffer = new Buffer(create(length), length);
            var storage = wrap(buffer);
            found.Lend(buffer, storage);
            return storage;
        }
    }

    /// <summary>Takes back memory that nobody will read any more.</summary>
    public void Return(Buffer buffer)
    {
        lock (gate)
        {
            if (!buffer.IsLent)
                return;
            shelves[buffer.Length].TakeBack(buffer);
            Freed(buffer.Length);
        }
    }

    /// <summary>Gives up all memory that nobody holds, after a full collection: for when there is no more to be had.</summary>
    public void Trim()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        lock (gate)
        {
            foreach (var shelf in shelves.Values)
                Sweep(shelf);
            ForgetFree();
        }
    }

    private void TakeBack(Shelf shelf, long bytes)
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

    private static int MostLent(long bytes) => (int)Math.Clamp(LentBytes / Math.Max(bytes, 1), Fewest, Most);

    private void Sweep(Shelf shelf)
    {
        for (var i = shelf.Lent.Count - 1; i >= 0; i--)
        {
            var buffer = shelf.Lent[i];
            if (buffer.Owner.TryGetTarget(out _))
                continue;
            shelf.TakeBack(buffer);
            Freed(buffer.Length);
        }
    }

    private void Freed(int length)
    {
        freeBytes += (long)length * elementSize;
        if (freeBytes > mostFreeBytes)
            ForgetFree();
    }

    private void ForgetFree()
    {
        foreach (var shelf in shelves.Values)
        {
            if (free is not null)
            {
                foreach (var buffer in shelf.Free)
                    free(buffer.Memory);
            }

            shelf.Free.Clear();
        }

        freeBytes = 0;
    }

    /// <summary>Memory and who has it.</summary>
    internal sealed class Buffer(TMemory memory, int length)
    {
        public TMemory Memory { get; } = memory;

        /// <summary>How many elements it has room for.</summary>
        public int Length { get; } = length;

        /// <summary>The storage that it was lent to.</summary>
        public WeakReference<Storage> Owner { get; } = new(null!);

        /// <summary>Its place among the lent ones, or -1.</summary>
        public int Place { get; set; } = -1;

        public bool IsLent => Place >= 0;
    }

    /// <summary>The memory of one length.</summary>
    private sealed class Shelf(int limit)
    {
        public Stack<Buffer> Free { get; } = [];

        public List<Buffer> Lent { get; } = [];

        /// <summary>How many to lend before looking for what nobody holds.</summary>
        public int Limit { get; set; } = limit;

        /// <summary>How many collections there had been when this shelf was last looked through.</summary>
        public int Collections { get; set; }

        public void Lend(Buffer buffer, Storage storage)
        {
            buffer.Owner.SetTarget(storage);
            buffer.Place = Lent.Count;
            Lent.Add(buffer);
        }

        public void TakeBack(Buffer buffer)
        {
            Lent[buffer.Place] = Lent[^1];
            Lent[buffer.Place].Place = buffer.Place;
            Lent.RemoveAt(Lent.Count - 1);
            buffer.Place = -1;
            buffer.Owner.SetTarget(null!);
            Free.Push(buffer);
        }
    }
}
